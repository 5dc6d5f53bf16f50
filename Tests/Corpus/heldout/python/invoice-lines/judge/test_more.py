import unittest

from invoice import parse, read_rules, total


class MoreTest(unittest.TestCase):
    def test_rules(self):
        self.assertEqual(read_rules("100:0.05,99.5:0.1"), [(100.0, 0.05), (99.5, 0.1)])

    def test_limits(self):
        items = parse("a;1;99.5")
        self.assertEqual(total(items, read_rules("99.5:0.1")), 89.55)
        self.assertEqual(total(items, read_rules("1000:0.1, 20:0.5")), 49.75)
