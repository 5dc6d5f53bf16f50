from chart import bar, chart, scale


def test_scale():
    assert scale(5, 10, 10) == 5


def test_bar():
    assert bar(1, 10) == "##"


def test_chart():
    assert chart({"a": 1, "b": 2}, width=4) == ["a ##", "b ####"]
