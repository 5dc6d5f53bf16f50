import pytest

from quantities import in_base, number, parse, total


def test_numbers():
    assert number("2.5") == 2.5
    assert number("1/4") == 0.25
    assert number("x") is None


def test_parse():
    assert parse("2 kg") == (2.0, "kg")
    assert parse("2 miles") is None
    assert parse("") is None


def test_in_base():
    assert in_base("1/2 l") == 500
    with pytest.raises(ValueError):
        in_base("much")


def test_total():
    assert total(["1 kg", "5 g", "x"]) == (1005, 1)


def test_total_with_an_odd_fraction():
    assert total(["1 kg", "1/0 kg"]) == (1000, 1)
