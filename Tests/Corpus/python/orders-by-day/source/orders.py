"""Groups orders."""
from collections import namedtuple

Order = namedtuple("Order", "day customer amount")


def by_day(orders):
    days = {}
    for order in orders:
        days[order.day].append(order)
    return days


def revenue(orders):
    return {day: sum(order.amount for order in group) for day, group in by_day(orders).items()}


def best_day(orders):
    totals = revenue(orders)
    return max(totals, key=totals.get)
