import unittest

from paths import match, route


class PathsTest(unittest.TestCase):
    def test_match(self):
        self.assertEqual(match("/users/{id}", "/users/7"), {"id": "7"})

    def test_other(self):
        self.assertIsNone(match("/users/{id}", "/posts/7"))

    def test_shorter(self):
        self.assertIsNone(match("/users/{id}/posts", "/users/7"))
