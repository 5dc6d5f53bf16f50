from invoice import Line, render


def test_sum():
    rows = render([Line("a", 1), Line("b", 2, 3)], 5)
    assert rows[-1] == "total    7.00"
    assert render([], 5) == ["total    0.00"]
