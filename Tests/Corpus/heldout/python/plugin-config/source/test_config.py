import unittest

from config import SettingError, lookup, merged, read, typed


class ConfigTest(unittest.TestCase):
    def test_typed(self):
        self.assertEqual([typed("3"), typed("2.5"), typed("on"), typed("x")], [3, 2.5, True, "x"])

    def test_read(self):
        self.assertEqual(read("a = 1\n# no\nb=x # yes\n"), {"a": 1, "b": "x"})

    def test_read_bad(self):
        with self.assertRaises(SettingError):
            read("a")

    def test_merged(self):
        self.assertEqual(merged({"a": 1}, {"a": 2, "b": 3}), {"a": 2, "b": 3})

    def test_lookup(self):
        self.assertEqual(lookup({"a": {"b": 1}}, "a.b"), 1)
        self.assertEqual(lookup({"a": {"b": 1}}, "a.c", 7), 7)

    def test_lookup_below_a_number(self):
        self.assertEqual(lookup({"a": 5}, "a.b", "none"), "none")
