import unittest

from discount import final, percent


class MoreTest(unittest.TestCase):
    def test_limits(self):
        self.assertEqual(percent(50), 5)
        self.assertEqual(percent(99), 5)
        self.assertEqual(percent(0), 0)
        self.assertEqual(final(50), 47.5)
