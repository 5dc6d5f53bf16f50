import unittest

from recipes import parse, scale


class RecipesTest(unittest.TestCase):
    def test_parse(self):
        self.assertEqual(parse("200 g flour"), (200.0, "g", "flour"))

    def test_scale(self):
        self.assertEqual(scale(["200 g flour", "2 l milk"], 2), ["400 g flour", "4 l milk"])

    def test_without_amount(self):
        self.assertEqual(scale(["salt"], 3), ["salt"])
