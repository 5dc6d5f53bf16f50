import unittest

from chain import is_chain


class MoreTest(unittest.TestCase):
    def test_short(self):
        self.assertTrue(is_chain([]))
        self.assertTrue(is_chain(["sea"]))
        self.assertTrue(is_chain(["ab", "ba"]))

    def test_break_at_the_end(self):
        self.assertFalse(is_chain(["sea", "apple", "dog"]))
        self.assertFalse(is_chain(["ab", "ab"]))
