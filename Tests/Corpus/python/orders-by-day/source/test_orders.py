import unittest

from orders import Order, best_day, by_day, revenue


class OrdersTest(unittest.TestCase):
    def test_nothing(self):
        self.assertEqual(by_day([]), {})

    def test_revenue(self):
        orders = [Order("mon", "a", 5), Order("tue", "b", 7), Order("mon", "b", 4)]
        self.assertEqual(revenue(orders), {"mon": 9, "tue": 7})
