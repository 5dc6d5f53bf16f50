from decimal import Decimal

from money import convert, total


def test_convert():
    assert convert(Decimal("10"), "USD") == Decimal("9.00")


def test_total():
    assert total([(Decimal("1"), "EUR"), (2, "EUR")]) == Decimal("3.00")


def test_floats():
    assert total([(1.5, "EUR"), (10.0, "USD")]) == Decimal("10.50")
