import unittest
from datetime import date

from loans import Loan, fees


class MoreTest(unittest.TestCase):
    def test_fees(self):
        loans = [Loan("a", date(2024, 1, 1)), Loan("b", date(2024, 1, 15))]
        self.assertEqual(fees(loans, date(2024, 1, 19)), 2.0)

    def test_on_the_day(self):
        self.assertEqual(Loan("a", date(2024, 1, 1)).days_late(date(2024, 1, 15)), 0)
