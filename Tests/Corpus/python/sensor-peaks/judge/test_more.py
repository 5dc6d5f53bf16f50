import unittest

from peaks import peaks


class MoreTest(unittest.TestCase):
    def test_several(self):
        self.assertEqual(peaks([0, 4, 1, 5, 1, 9]), [1, 3])

    def test_short(self):
        self.assertEqual(peaks([]), [])
        self.assertEqual(peaks([5]), [])
        self.assertEqual(peaks([1, 2]), [])

    def test_threshold(self):
        self.assertEqual(peaks([0, 4, 1, 9, 1], threshold=5), [3])
