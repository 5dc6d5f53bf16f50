import unittest

from shifts import assign, empty_plan, load, rotate, weeks


class ShiftsTest(unittest.TestCase):
    def test_assign(self):
        self.assertEqual(assign(empty_plan(["mon"]), "mon", "Ana"), {"mon": ["Ana"]})

    def test_twice(self):
        plan = assign(empty_plan(), "mon", "Ana")
        with self.assertRaises(ValueError):
            assign(plan, "mon", "Ana")

    def test_rotate(self):
        self.assertEqual(rotate(["a", "b", "c"], 2), ["c", "a", "b"])

    def test_one_week(self):
        self.assertEqual(weeks(["a", "b"], 1)[0], {"mon": ["a"], "tue": ["b"], "wed": ["a"], "thu": ["b"], "fri": ["a"]})

    def test_each_week_begins_one_later(self):
        firsts = [plan["mon"][0] for plan in weeks(["a", "b", "c", "d"], 4)]
        self.assertEqual(firsts, ["a", "b", "c", "d"])

    def test_load(self):
        self.assertEqual(load(weeks(["a", "b"], 2)), {"a": 5, "b": 5})
