import unittest

from league import lines, table


class MoreTest(unittest.TestCase):
    def test_table(self):
        season = [("A", "B", 2, 0), ("C", "D", 1, 0), ("B", "D", 1, 1), ("E", "F", 5, 1)]
        self.assertEqual([team.name for team in table(season)], ["E", "A", "C", "D", "B", "F"])
        self.assertEqual(lines(season)[3], "4 D 1 (-1)")
