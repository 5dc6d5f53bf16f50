"""Discounts by amount."""

STEPS = [(100, 10), (50, 5)]


def percent(amount):
    """10 from 100 on, 5 from 50 on, else nothing."""
    for limit, value in STEPS:
        if amount > limit:
            return value
    return 0


def final(amount):
    return amount - amount * percent(amount) / 100


def free_shipping(amount, country):
    return amount >= 40 and country == "DE"
