import unittest

from stats import median, spread


class StatsTest(unittest.TestCase):
    def test_spread(self):
        self.assertEqual(spread([3, 9, 4]), 6)

    def test_odd(self):
        self.assertEqual(median([5, 1, 3]), 3)
