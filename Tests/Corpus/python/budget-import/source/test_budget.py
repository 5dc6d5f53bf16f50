import unittest

from budget import by_category, over, read_expenses


class BudgetTest(unittest.TestCase):
    def test_by_category(self):
        self.assertEqual(by_category([("a", 1), ("b", 2), ("a", 3)]), {"a": 4, "b": 2})

    def test_from_lines(self):
        lines = ["food;12\n", "rent;500\n", "food;8\n"]
        self.assertEqual(by_category(read_expenses(lines)), {"food": 20, "rent": 500})

    def test_over(self):
        self.assertEqual(over({"food": 20, "rent": 5}, {"food": 10, "rent": 5}), ["food"])
