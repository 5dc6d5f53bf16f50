import unittest

from roman import add, parse


class RomanTest(unittest.TestCase):
    def test_simple(self):
        self.assertEqual(parse("XVI"), 16)

    def test_less(self):
        self.assertEqual(parse("IX"), 9)

    def test_repeated(self):
        self.assertEqual(parse("XXX"), 30)
