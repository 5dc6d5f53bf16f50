import unittest

from grid import centred, fit


class MoreTest(unittest.TestCase):
    def test_fit(self):
        self.assertEqual(fit(200, 300, 100), (66, 100))
        self.assertEqual(fit(50, 100, 10), (5, 10))
        self.assertIsInstance(fit(100, 300, 100)[0], int)

    def test_tall_in_the_middle(self):
        self.assertEqual(centred(fit(100, 300, 100), 100), (33, 0))
