import unittest
from datetime import date

from backup import age, keep, parse


class BackupTest(unittest.TestCase):
    def test_age(self):
        self.assertEqual(age(date(2024, 1, 1), date(2024, 1, 31)), 30)

    def test_parse(self):
        self.assertEqual(parse("2024-02-03"), date(2024, 2, 3))

    def test_keep(self):
        days = [date(2024, 1, 1), date(2024, 1, 2), date(2024, 3, 9)]
        self.assertEqual(keep(days, date(2024, 3, 10)), [date(2024, 1, 1), date(2024, 3, 9)])
