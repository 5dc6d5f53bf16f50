import unittest

from chat import parse


class MoreTest(unittest.TestCase):
    def test_spaces(self):
        self.assertEqual(parse("2024-05-01 10:20 <bo> a b c d").text, "a b c d")
