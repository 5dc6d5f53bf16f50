from backoff.plan import describe, plan


def test_only_a_strategy():
    assert plan({"strategy": "linear"}) == [1.0, 2.0, 3.0]


def test_none_wanted():
    assert plan({"attempts": 0}) == []
    assert plan({"attempts": "1"}) == [0.5]


def test_text():
    assert describe({}) == "3 attempts, 3.5 s in all"
