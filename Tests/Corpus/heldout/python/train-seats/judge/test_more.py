import unittest

from seats import Coach, row_of


class MoreTest(unittest.TestCase):
    def test_rows(self):
        self.assertEqual([row_of("7B"), row_of("12C"), row_of("103D")], [7, 12, 103])

    def test_two_in_row_ten(self):
        coach = Coach(12)
        for seat in coach.seats[:39]:
            coach.take(seat, "x")
        self.assertEqual(coach.group(2), ["11A", "11B"])
        coach.take("11A", "y")
        self.assertEqual(coach.group(4), ["12A", "12B", "12C", "12D"])
