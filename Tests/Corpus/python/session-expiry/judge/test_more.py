import unittest

from sessions import Sessions


class MoreTest(unittest.TestCase):
    def test_all(self):
        sessions = Sessions(10)
        for index, key in enumerate("abcd"):
            sessions.open(key, index)
        self.assertEqual(sessions.expire(12), 3)
        self.assertEqual(sessions.alive(), ["d"])
        self.assertEqual(sessions.expire(13), 1)
