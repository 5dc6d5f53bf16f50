import unittest

from chain import is_chain, longest_start


class ChainTest(unittest.TestCase):
    def test_broken(self):
        self.assertFalse(is_chain(["sea", "bird", "dog"]))

    def test_chain(self):
        self.assertTrue(is_chain(["sea", "apple", "egg"]))

    def test_longest(self):
        self.assertEqual(longest_start(["sea", "apple", "cat"]), 2)
