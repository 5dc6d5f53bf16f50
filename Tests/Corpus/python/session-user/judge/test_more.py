import unittest

from accounts import Directory, User


class MoreTest(unittest.TestCase):
    def test_stranger_cannot(self):
        directory = Directory([])
        self.assertFalse(directory.can("eve@x.org", "admin"))
        self.assertEqual(directory.roles_of("eve@x.org"), [])

    def test_known_without_roles(self):
        self.assertEqual(Directory([User("Bo", "bo@x.org")]).roles_of("bo@x.org"), [])

    def test_find_is_unchanged(self):
        self.assertIsNone(Directory([]).find("x@y.z"))
