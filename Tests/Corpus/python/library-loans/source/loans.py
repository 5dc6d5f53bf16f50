"""Loans of a library."""
from datetime import date, timedelta


class Loan:
    def __init__(self, title, taken, days=14):
        self.title = title
        self.taken = taken
        self.due = taken + timedelta(days=days)
        self.returned = None

    def days_late(self, today):
        """Days behind the due date, 0 when in time."""
        end = self.returned or today
        return (end - self.due).days

    def give_back(self, day):
        self.returned = day


def fees(loans, today, per_day=0.5):
    return sum(loan.days_late(today) * per_day for loan in loans)
