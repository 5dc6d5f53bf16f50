import unittest

from invoice import discount, document, parse, read_rules, total

TEXT = "pen;10;1.50\nbook;2;20\n"


class InvoiceTest(unittest.TestCase):
    def test_parse(self):
        self.assertEqual(parse("a;1;2\n\n"), [{"name": "a", "count": 1, "price": 2.0}])

    def test_total(self):
        self.assertEqual(total(parse(TEXT)), 55.0)

    def test_discount(self):
        self.assertEqual(discount(parse(TEXT), [(50, 0.1), (100, 0.2)]), 5.5)

    def test_document(self):
        self.assertEqual(document("a;1;2"), ["a            1 x     2.00", "total 2.00"])

    def test_rules_from_text(self):
        self.assertEqual(document(TEXT, read_rules("50:0.1, 500:0.2"))[-1], "total 49.50")

    def test_no_rule_applies(self):
        self.assertEqual(total(parse(TEXT), [(1000, 0.5)]), 55.0)
