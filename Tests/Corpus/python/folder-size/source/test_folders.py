from folders import countdown, depth


def test_depth():
    assert depth({"a": 1, "b": {"c": 2}}) == 2
    assert depth({}) == 1


def test_countdown():
    assert countdown(3) == [3, 2, 1]


def test_countdown_from_zero():
    assert countdown(0) == []
