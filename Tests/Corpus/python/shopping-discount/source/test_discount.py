import unittest

from discount import final, free_shipping, percent


class DiscountTest(unittest.TestCase):
    def test_none(self):
        self.assertEqual(percent(49), 0)

    def test_some(self):
        self.assertEqual(percent(70), 5)
        self.assertEqual(percent(150), 10)

    def test_limit(self):
        self.assertEqual(percent(100), 10)

    def test_final(self):
        self.assertEqual(final(200), 180)

    def test_shipping(self):
        self.assertTrue(free_shipping(40, "DE"))
