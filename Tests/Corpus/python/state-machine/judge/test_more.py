import unittest

from door import Door


class MoreTest(unittest.TestCase):
    def test_other(self):
        for state, action in (("open", "lock"), ("closed", "fly")):
            with self.assertRaises(ValueError):
                Door(state).do(action)

    def test_state_stays(self):
        door = Door("locked")
        try:
            door.do("open")
        except ValueError:
            pass
        self.assertEqual(door.state, "locked")
