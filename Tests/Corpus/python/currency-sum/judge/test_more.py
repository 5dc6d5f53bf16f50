from decimal import Decimal

from money import convert, total


def test_cents():
    assert convert(0.1, "EUR") == Decimal("0.10")
    assert total([(0.1, "EUR")] * 3) == Decimal("0.30")
