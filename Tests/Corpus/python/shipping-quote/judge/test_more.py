import unittest

from shipping import cheapest, quote, zone_rate


class MoreTest(unittest.TestCase):
    def test_japan(self):
        self.assertEqual(quote("JP", 1.5), 18.0)
        self.assertEqual(zone_rate("FR"), 5.0)

    def test_cheapest_of_many(self):
        self.assertEqual(cheapest(["US", "JP", "FR"], 1), "FR")
