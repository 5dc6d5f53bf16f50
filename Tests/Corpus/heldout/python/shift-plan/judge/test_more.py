import unittest

from shifts import rotate, weeks


class MoreTest(unittest.TestCase):
    def test_the_given_list_stays(self):
        names = ["a", "b", "c"]
        self.assertEqual(rotate(names, 1), ["b", "c", "a"])
        self.assertEqual(names, ["a", "b", "c"])
        weeks(names, 3)
        self.assertEqual(names, ["a", "b", "c"])

    def test_third_week(self):
        self.assertEqual(weeks(["a", "b", "c"], 3)[2]["mon"], ["c"])
