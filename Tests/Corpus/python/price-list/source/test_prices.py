import unittest

from prices import read, total


class PricesTest(unittest.TestCase):
    def test_read(self):
        self.assertEqual(read(["tea: 2.50", "milk:1"]), {"tea": 2.5, "milk": 1.0})

    def test_total(self):
        self.assertEqual(total({"a": 1, "b": 2}, ["a", "b", "b"]), 5)

    def test_missing_price(self):
        self.assertEqual(read(["tea: 2.50", "water:"]), {"tea": 2.5, "water": 0})
