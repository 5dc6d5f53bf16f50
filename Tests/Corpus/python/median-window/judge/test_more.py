import unittest

from stats import median, outliers


class MoreTest(unittest.TestCase):
    def test_even(self):
        self.assertEqual(median([4, 1, 3, 2]), 2.5)

    def test_one(self):
        self.assertEqual(median([7]), 7)

    def test_outliers(self):
        self.assertEqual(outliers([1, 1, 1, 9]), [9])
