import unittest
from datetime import date

from loans import Loan, fees


class LoansTest(unittest.TestCase):
    def test_late(self):
        self.assertEqual(Loan("a", date(2024, 1, 1)).days_late(date(2024, 1, 18)), 3)

    def test_in_time(self):
        self.assertEqual(Loan("a", date(2024, 1, 1)).days_late(date(2024, 1, 5)), 0)

    def test_returned(self):
        loan = Loan("a", date(2024, 1, 1))
        loan.give_back(date(2024, 1, 16))
        self.assertEqual(loan.days_late(date(2024, 3, 1)), 1)
