import unittest

from shipping import cheapest, quote


class ShippingTest(unittest.TestCase):
    def test_us(self):
        self.assertEqual(quote("US", 1), 15.5)

    def test_germany(self):
        self.assertEqual(quote("DE", 2), 9.0)

    def test_unknown(self):
        self.assertIsNone(quote("XX", 1))

    def test_cheapest(self):
        self.assertEqual(cheapest(["US"], 1), "US")
