import unittest

from roman import add, parse


class MoreTest(unittest.TestCase):
    def test_more(self):
        self.assertEqual([parse(t) for t in ("", "I", "III", "MCMXCIV", "CCXLII")], [0, 1, 3, 1994, 242])
        self.assertEqual(add("II", "II"), 4)
