import unittest

from seats import Coach, book, manifest, seat_names


class SeatsTest(unittest.TestCase):
    def test_names(self):
        self.assertEqual(seat_names(2), ["1A", "1B", "1C", "1D", "2A", "2B", "2C", "2D"])

    def test_group_in_one_row(self):
        coach = Coach(3)
        coach.take("1A", "Ana")
        coach.take("1C", "Bo")
        self.assertEqual(coach.group(3), ["2A", "2B", "2C"])

    def test_a_group_is_not_split_over_high_rows(self):
        coach = Coach(11)
        for seat in coach.seats[:38]:
            coach.take(seat, "x")
        self.assertEqual(coach.group(3), ["11A", "11B", "11C"])

    def test_book(self):
        coach = Coach(1)
        self.assertEqual(book(coach, ["Ana", "Bo"]), ["1A", "1B"])
        self.assertEqual(manifest(coach), ["1A  Ana", "1B  Bo"])

    def test_full(self):
        coach = Coach(1)
        self.assertIsNone(book(coach, ["a", "b", "c", "d", "e"]))

    def test_windows(self):
        self.assertEqual(Coach(1).window_seats(), ["1A", "1D"])
