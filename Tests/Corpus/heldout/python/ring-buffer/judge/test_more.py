import unittest

from ring import peaks


class MoreTest(unittest.TestCase):
    def test_peaks(self):
        self.assertEqual(peaks([]), [])
        self.assertEqual(peaks([1]), [])
        self.assertEqual(peaks([1, 2]), [])
        self.assertEqual(peaks([0, 1, 0]), [1])
        self.assertEqual(peaks([3, 1, 2, 0, 9]), [2])
