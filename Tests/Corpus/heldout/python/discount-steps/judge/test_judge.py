from steps import hint, percent, price


def test_edges():
    assert [percent(n) for n in (0, 9, 10, 49, 50, 99, 100)] == [0, 0, 5, 5, 10, 10, 20]


def test_at_the_step():
    assert price(10, 1.0) == 9.5
    assert hint(9) == "1 more for 5%"
    assert hint(50) == "50 more for 20%"
