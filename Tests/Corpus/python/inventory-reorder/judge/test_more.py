import unittest

from inventory import Inventory


class MoreTest(unittest.TestCase):
    def test_adds_up(self):
        stock = Inventory({"bolt": 10})
        stock.reserve("bolt", 4)
        self.assertEqual(stock.reserve("bolt", 3), 7)
        self.assertEqual(stock.available("bolt"), 3)

    def test_separate(self):
        stock = Inventory({"bolt": 10, "nut": 3})
        stock.reserve("bolt", 1)
        stock.reserve("nut", 2)
        self.assertEqual(stock.reserved, {"bolt": 1, "nut": 2})
        self.assertEqual(stock.release("nut"), 2)
