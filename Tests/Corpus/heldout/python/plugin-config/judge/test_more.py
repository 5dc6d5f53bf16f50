import unittest

from config import lookup


class MoreTest(unittest.TestCase):
    def test_lookup(self):
        self.assertIsNone(lookup({"a": None}, "a.b.c"))
        self.assertEqual(lookup({"a": {"b": {"c": 0}}}, "a.b.c", 9), 0)
        self.assertEqual(lookup({}, "a", 1), 1)
        self.assertEqual(lookup({"a": 2.5}, "a.b", 3), 3)
        self.assertEqual(lookup({"a": 2.5}, "a", 3), 2.5)
