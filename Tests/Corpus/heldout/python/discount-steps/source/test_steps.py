from steps import basket, cheapest, hint, next_step, percent, price


def test_percent():
    assert [percent(n) for n in (1, 11, 60, 500)] == [0, 5, 10, 20]


def test_price():
    assert price(2, 3.0) == 6.0
    assert price(20, 1.0) == 19.0


def test_next_step():
    assert [next_step(n) for n in (1, 10, 99, 100)] == [9, 40, 1, 0]


def test_hint():
    assert hint(200) == "best price"
    assert hint(45) == "5 more for 10%"


def test_basket():
    assert basket([(1, 2.0), (20, 1.0)]) == 21.0
    assert basket([]) == 0


def test_cheapest():
    offers = [("a", 2.0, 1), ("b", 1.5, 10), ("c", 1.5, 10)]
    assert cheapest(offers, 5) == "a"
    assert cheapest(offers, 12) == "b"
    assert cheapest([], 1) is None
