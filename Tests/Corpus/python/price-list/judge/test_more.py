import unittest

from prices import parse_price, read


class MoreTest(unittest.TestCase):
    def test_blank(self):
        self.assertEqual(read(["water:   ", "gum"]), {"water": 0, "gum": 0})

    def test_nonsense_is_an_error(self):
        with self.assertRaises(ValueError):
            parse_price("cheap")
