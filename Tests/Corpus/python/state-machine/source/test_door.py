import unittest

from door import Door


class DoorTest(unittest.TestCase):
    def test_do(self):
        self.assertEqual(Door().do("open"), "open")

    def test_undo(self):
        door = Door()
        door.do("lock")
        self.assertEqual(door.undo(), "closed")

    def test_not_possible(self):
        with self.assertRaises(ValueError):
            Door("locked").do("open")
