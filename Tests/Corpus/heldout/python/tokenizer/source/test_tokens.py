import pytest

from tokens import evaluate, postfix, tokens


def test_tokens():
    assert tokens("1+(2.5*3)") == [1.0, "+", "(", 2.5, "*", 3.0, ")"]


def test_unexpected():
    with pytest.raises(ValueError):
        tokens("1 & 2")


def test_postfix():
    assert postfix([1.0, "+", 2.0, "*", 3.0]) == [1.0, 2.0, 3.0, "*", "+"]


def test_sum():
    assert evaluate("1 + 2 * 3") == 7


def test_parentheses():
    assert evaluate("(1 + 2) * 3") == 9


def test_difference():
    assert evaluate("9 - 4 - 2") == 3


def test_quotient():
    assert evaluate("8 / 4") == 2
