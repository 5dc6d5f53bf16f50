import pytest

from quantities import in_base, number, parse


def test_zero_below():
    assert number("3/0") is None
    assert parse("0/0 g") is None
    with pytest.raises(ValueError):
        in_base("7/0")


def test_others():
    assert number("0/3") == 0
    assert number("1/2/3") is None
