import unittest

from inventory import Inventory


class InventoryTest(unittest.TestCase):
    def setUp(self):
        self.stock = Inventory({"bolt": 10, "nut": 3})

    def test_available(self):
        self.assertEqual(self.stock.available("bolt"), 10)
        self.assertEqual(self.stock.available("gear"), 0)

    def test_reserve(self):
        self.assertEqual(self.stock.reserve("bolt", 4), 4)
        self.assertEqual(self.stock.available("bolt"), 6)

    def test_low(self):
        self.assertEqual(self.stock.low(5), ["nut"])

    def test_refuses_nothing(self):
        with self.assertRaises(ValueError):
            self.stock.reserve("bolt", 0)
