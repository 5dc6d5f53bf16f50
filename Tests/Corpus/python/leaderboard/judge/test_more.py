from test_board import make


def test_zero_and_none():
    assert make(("n", None), ("z", 1)).top(1) == ["z"]
    assert make().ranking() == []
