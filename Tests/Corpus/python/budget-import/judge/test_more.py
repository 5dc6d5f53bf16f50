import unittest

from budget import by_category, over, read_expenses


class MoreTest(unittest.TestCase):
    def test_over_from_lines(self):
        totals = by_category(read_expenses(["food;12", "fun;3"]))
        self.assertEqual(over(totals, {"food": 12, "fun": 2}), ["fun"])
        self.assertEqual(totals, {"food": 12, "fun": 3})
