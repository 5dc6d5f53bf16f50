import pytest

from backoff.delays import exponential, linear, total
from backoff.plan import describe, plan


def test_exponential():
    assert [exponential(n) for n in (1, 2, 3)] == [0.5, 1.0, 2.0]
    assert exponential(50) == 30.0


def test_linear():
    assert total(linear, 3) == 6.0


def test_plan_with_all_settings():
    assert plan({"strategy": "linear", "attempts": "4", "limit": "2.5"}) == [1.0, 2.0, 2.5, 2.5]


def test_unknown_strategy():
    with pytest.raises(ValueError):
        plan({"strategy": "random"})


def test_first_attempt_is_one():
    with pytest.raises(ValueError):
        exponential(0)


def test_plan_of_defaults():
    assert plan({}) == [0.5, 1.0, 2.0]


def test_describe():
    assert describe({"attempts": 2}) == "2 attempts, 1.5 s in all"
