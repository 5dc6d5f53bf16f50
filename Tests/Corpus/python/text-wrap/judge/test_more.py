from wrapping import box, wrap


def test_wrap():
    assert wrap("", 5) == []
    assert wrap("a bb ccc", 4) == ["a bb", "ccc"]


def test_empty_box():
    assert box("", 1) == ["+-+", "+-+"]
