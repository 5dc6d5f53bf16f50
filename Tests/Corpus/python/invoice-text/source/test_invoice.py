from invoice import Line, count, render


def test_total():
    assert Line("cup", 2.5, 2).total() == 5


def test_count():
    assert count([Line("cup", 1, 2), Line("pot", 1)]) == 3


def test_render():
    assert render([Line("cup", 2.5, 2)], 6) == ["cup       5.00", "total     5.00"]
