import unittest

from rooms import Room


class MoreTest(unittest.TestCase):
    def test_same(self):
        room = Room("a", 4)
        room.book(9, 11)
        self.assertFalse(room.book(9, 11))

    def test_around(self):
        room = Room("a", 4)
        room.book(9, 11)
        self.assertFalse(room.book(8, 12))
        self.assertTrue(room.book(8, 9))
        self.assertTrue(room.book(11, 13))
