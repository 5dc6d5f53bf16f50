"""Reads expenses and compares them with a budget."""


def read_expenses(lines):
    """Pairs of category and amount from lines such as `food;12`."""
    expenses = []
    for line in lines:
        category, amount = line.strip().split(";")
        expenses.append((category, amount))
    return expenses


def by_category(expenses):
    totals = {}
    for category, amount in expenses:
        totals[category] = totals.get(category, 0) + amount
    return totals


def over(totals, budget):
    return sorted(name for name, amount in totals.items() if amount > budget.get(name, 0))
