import unittest

from points import Account


class MoreTest(unittest.TestCase):
    def test_tiers_when_buying(self):
        self.assertEqual(Account("a", 300).buy(10), 20)
        self.assertEqual(Account("a", 1000).buy(7), 21)

    def test_campaigns(self):
        self.assertEqual(Account("a", 300).buy(10, 2), 40)
        self.assertEqual(Account("a").buy(10, 0), 0)
