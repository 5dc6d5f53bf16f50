from ticker import changes, largest


def test_changes():
    assert changes([100, 110, 99]) == [10.0, -10.0]


def test_zero():
    assert changes([0, 5, 10]) == [None, 100.0]


def test_largest():
    assert largest([100, 110, 55]) == -50.0
