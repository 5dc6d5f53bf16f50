import unittest

from paths import route


class MoreTest(unittest.TestCase):
    def test_route(self):
        table = {"/a/{x}": 1, "/a": 2}
        self.assertEqual(route(table, "/a"), (2, {}))
        self.assertEqual(route(table, "/a/9"), (1, {"x": "9"}))
        self.assertEqual(route(table, "/"), (None, {}))
