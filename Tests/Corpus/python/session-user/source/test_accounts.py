import unittest

from accounts import Directory, User


class DirectoryTest(unittest.TestCase):
    def setUp(self):
        self.directory = Directory([User("Ana", "ana@x.org", ["staff", "admin"]), User("Bo", "bo@x.org")])

    def test_roles(self):
        self.assertEqual(self.directory.roles_of("ana@x.org"), ["admin", "staff"])

    def test_roles_of_a_stranger(self):
        self.assertEqual(self.directory.roles_of("eve@x.org"), [])

    def test_can(self):
        self.assertTrue(self.directory.can("ANA@x.org ", "admin"))
        self.assertFalse(self.directory.can("bo@x.org", "admin"))

    def test_greeting(self):
        self.assertEqual(self.directory.greeting("eve@x.org"), "Hello, guest")
