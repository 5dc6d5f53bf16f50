import unittest

from coupons import apply, discount


class CouponsTest(unittest.TestCase):
    def test_discount(self):
        self.assertEqual(discount(" VIP "), 25)

    def test_any_case(self):
        self.assertEqual(discount("spring"), 10)

    def test_apply(self):
        self.assertEqual(apply(50, ""), 50)
