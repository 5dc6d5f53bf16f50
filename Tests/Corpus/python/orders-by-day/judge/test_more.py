import unittest

from orders import Order, best_day, by_day


class MoreTest(unittest.TestCase):
    def test_groups(self):
        orders = [Order("mon", "a", 5), Order("mon", "b", 4)]
        self.assertEqual(by_day(orders), {"mon": orders})
        self.assertEqual(best_day(orders), "mon")
