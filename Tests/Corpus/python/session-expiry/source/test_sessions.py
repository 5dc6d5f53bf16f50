import unittest

from sessions import Sessions


class SessionsTest(unittest.TestCase):
    def test_alive(self):
        sessions = Sessions(10)
        sessions.open("a", 0)
        self.assertEqual(sessions.alive(), ["a"])
        self.assertEqual(sessions.expire(5), 0)

    def test_expire(self):
        sessions = Sessions(10)
        sessions.open("a", 0)
        sessions.open("b", 8)
        self.assertEqual(sessions.expire(12), 1)
        self.assertEqual(sessions.alive(), ["b"])
