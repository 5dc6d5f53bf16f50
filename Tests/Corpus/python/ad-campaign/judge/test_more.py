import unittest

from campaign import rate, winner


class MoreTest(unittest.TestCase):
    def test_no_views(self):
        self.assertEqual(rate(0, 0), 0)

    def test_winner_with_a_new_one(self):
        old = {"name": "a", "clicks": 1, "views": 10, "spent": 1}
        new = {"name": "b", "clicks": 0, "views": 0, "spent": 0}
        self.assertEqual(winner([new, old]), "a")
