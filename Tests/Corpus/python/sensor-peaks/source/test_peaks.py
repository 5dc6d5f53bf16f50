import unittest

from peaks import highest, peaks, smooth


class PeaksTest(unittest.TestCase):
    def test_inner(self):
        self.assertEqual(peaks([1, 3, 2, 2, 1]), [1])

    def test_rising_at_the_end(self):
        self.assertEqual(peaks([1, 3, 2, 5]), [1])

    def test_highest(self):
        self.assertEqual(highest([]), None)

    def test_smooth(self):
        self.assertEqual(smooth([1, 2, 3, 4]), [2.0, 3.0])
