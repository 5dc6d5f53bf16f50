from tokens import evaluate


def test_more():
    assert evaluate("2 - 8") == -6
    assert evaluate("1 / 4 - 1") == -0.75
    assert evaluate("(9 - 4) * (8 / 2)") == 20
    assert evaluate("7") == 7
