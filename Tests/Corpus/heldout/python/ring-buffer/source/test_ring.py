import unittest

from ring import Ring, moving_average, peaks, runs


class RingTest(unittest.TestCase):
    def test_items(self):
        ring = Ring(2)
        for value in (1, 2, 3):
            ring.add(value)
        self.assertEqual(ring.items(), [2, 3])
        self.assertTrue(ring.is_full())

    def test_last(self):
        ring = Ring(3)
        ring.add(1)
        ring.add(2)
        self.assertEqual(ring.last(), [2])

    def test_size(self):
        with self.assertRaises(ValueError):
            Ring(0)

    def test_average(self):
        self.assertEqual(moving_average([2, 4, 6], 2), [2, 3, 5])

    def test_peaks(self):
        self.assertEqual(peaks([1, 3, 2, 5, 4]), [1, 3])

    def test_rising(self):
        self.assertEqual(peaks([1, 2, 3]), [])

    def test_runs(self):
        self.assertEqual(runs([1, 5, 2, 5], 5), 2)
