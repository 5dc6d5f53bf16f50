from ticker import changes, largest


def test_only_zero():
    assert changes([0, 0]) == [None]
    assert largest([0, 3]) is None
    assert changes([4, 0, 1]) == [-100.0, None]
