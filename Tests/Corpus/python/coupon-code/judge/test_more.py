import unittest

from coupons import apply, discount


class MoreTest(unittest.TestCase):
    def test_mixed(self):
        self.assertEqual(discount("Vip"), 25)
        self.assertEqual(apply(200, " sPring "), 180)
