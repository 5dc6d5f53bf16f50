import unittest

from config import merge


class MoreTest(unittest.TestCase):
    def test_deep(self):
        self.assertEqual(merge({}, {"a": {"b": {"c": 1}}}), {"a": {"b": {"c": 1}}})

    def test_inputs_stay(self):
        base = {"a": {"x": 1}}
        merge(base, {"a": {"y": 2}, "b": {"z": 1}})
        self.assertEqual(base, {"a": {"x": 1}})
