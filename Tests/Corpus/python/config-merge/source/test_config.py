import unittest

from config import lookup, merge


class ConfigTest(unittest.TestCase):
    def test_merge(self):
        self.assertEqual(merge({"a": 1, "b": {"c": 1}}, {"b": {"d": 2}}), {"a": 1, "b": {"c": 1, "d": 2}})

    def test_lookup(self):
        self.assertEqual(lookup({"a": {"b": 3}}, "a.b"), 3)

    def test_new_section(self):
        self.assertEqual(merge({"a": 1}, {"log": {"level": "info"}}), {"a": 1, "log": {"level": "info"}})
