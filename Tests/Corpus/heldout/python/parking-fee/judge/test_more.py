import unittest

from parking import fee, is_weekend


class MoreTest(unittest.TestCase):
    def test_days(self):
        days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        self.assertEqual([day for day in days if is_weekend(day)], ["saturday", "sunday"])

    def test_fees(self):
        self.assertEqual(fee("10:00", "12:00", "tuesday"), 4.0)
        self.assertEqual(fee("10:00", "10:30", "saturday"), 1.0)
