import unittest

from filters import parse, select

PRODUCTS = [{"name": "cup", "color": "red"}, {"name": "mug", "color": "blue"}]


class FiltersTest(unittest.TestCase):
    def test_parse(self):
        self.assertEqual(parse('{"a": 1, "b": null}'), {"a": 1})

    def test_select(self):
        self.assertEqual(select(PRODUCTS, '{"color": "blue"}'), ["mug"])

    def test_no_filter(self):
        self.assertEqual(select(PRODUCTS, ""), ["cup", "mug"])
