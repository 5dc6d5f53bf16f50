import unittest

from recipes import parse, scale


class MoreTest(unittest.TestCase):
    def test_parse(self):
        self.assertEqual(parse("salt")[0], None)
        self.assertEqual(parse("fresh basil")[2], "fresh basil")

    def test_mixed(self):
        self.assertEqual(scale(["salt", "1.5 kg rice"], 2), ["salt", "3 kg rice"])
