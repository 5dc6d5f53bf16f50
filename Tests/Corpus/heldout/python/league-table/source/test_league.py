import unittest

from league import champion, lines, table, teams

SEASON = [("A", "B", 2, 0), ("C", "D", 1, 0), ("B", "D", 1, 1)]


class LeagueTest(unittest.TestCase):
    def test_points(self):
        points = {team.name: team.points for team in teams(SEASON)}
        self.assertEqual(points, {"A": 3, "B": 1, "C": 3, "D": 1})

    def test_difference_counts(self):
        self.assertEqual([team.name for team in table(SEASON)][:2], ["A", "C"])

    def test_lines(self):
        self.assertEqual(lines([("A", "B", 1, 0)]), ["1 A 3 (+1)", "2 B 0 (-1)"])

    def test_champion(self):
        self.assertEqual(champion([("A", "B", 0, 1)]), "B")
        self.assertIsNone(champion([]))

    def test_names_last(self):
        self.assertEqual([team.name for team in table([("B", "A", 0, 0)])], ["A", "B"])

    def test_goals_before_names(self):
        order = [team.name for team in table([("A", "B", 0, 0), ("C", "D", 2, 2)])]
        self.assertEqual(order, ["C", "D", "A", "B"])
