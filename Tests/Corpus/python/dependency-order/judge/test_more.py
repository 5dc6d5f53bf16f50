import unittest

from deps import Registry


class MoreTest(unittest.TestCase):
    def test_alone(self):
        registry = Registry()
        registry.add("a")
        self.assertEqual(registry.order("a"), ["a"])
        self.assertEqual(registry.order("unknown"), ["unknown"])

    def test_diamond(self):
        registry = Registry()
        registry.add("a", ["b", "c"])
        registry.add("b", ["d"])
        registry.add("c", ["d"])
        registry.add("d")
        self.assertEqual(registry.order("a"), ["d", "b", "c", "a"])
