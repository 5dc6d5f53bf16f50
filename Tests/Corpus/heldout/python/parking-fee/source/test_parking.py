import unittest

from parking import fee, income, minutes, receipt


class ParkingTest(unittest.TestCase):
    def test_minutes(self):
        self.assertEqual(minutes("08:00", "09:30"), 90)
        self.assertEqual(minutes("23:30", "00:15"), 45)

    def test_free(self):
        self.assertEqual(fee("10:00", "10:15"), 0.0)

    def test_hours(self):
        self.assertEqual(fee("10:00", "11:01"), 4.0)
        self.assertEqual(fee("07:00", "19:00"), 15.0)

    def test_night(self):
        self.assertEqual(fee("22:00", "03:00"), 5.0)

    def test_weekend(self):
        self.assertEqual(fee("10:00", "12:00", "sunday"), 2.0)
        self.assertEqual(fee("10:00", "12:00", "saturday"), 2.0)

    def test_receipt(self):
        self.assertEqual(receipt("10:00", "10:05"), "10:00-10:05 monday: free")
        self.assertEqual(receipt("10:00", "11:00", "friday"), "10:00-11:00 friday: 2.00")

    def test_income(self):
        self.assertEqual(income([("10:00", "11:00"), ("21:00", "23:00")]), 7.0)
