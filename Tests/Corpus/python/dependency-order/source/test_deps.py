import unittest

from deps import Registry


class DepsTest(unittest.TestCase):
    def test_chain(self):
        registry = Registry()
        registry.add("a", ["b"])
        registry.add("b", ["c"])
        self.assertEqual(registry.order("a"), ["c", "b", "a"])

    def test_nothing_needed(self):
        registry = Registry()
        registry.add("a", ["b"])
        registry.add("b")
        self.assertEqual(registry.order("a"), ["b", "a"])

    def test_count(self):
        registry = Registry()
        registry.add("a", ["b", "c"])
        self.assertEqual(registry.count(), 2)
