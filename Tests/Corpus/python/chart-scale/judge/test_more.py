from chart import bar, chart


def test_default_width():
    assert chart({"a": 1}) == ["a ##########"]


def test_bar_alone():
    assert bar(10, 10) == "#" * 20


def test_zero():
    assert chart({"a": 0}, width=3) == ["a"]
