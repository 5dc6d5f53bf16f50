"""Amounts of money in several currencies."""
from decimal import Decimal

RATES = {"EUR": Decimal("1"), "USD": Decimal("0.9")}


def convert(amount, currency):
    """An amount in euros, rounded to cents."""
    return round(amount * RATES[currency], 2)


def total(items):
    """The sum of pairs of amount and currency; amounts may be floats."""
    amount = Decimal("0")
    for value, currency in items:
        amount += convert(value, currency)
    return amount
