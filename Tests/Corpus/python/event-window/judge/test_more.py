from events import Event, busy


def test_inside():
    assert busy([Event("a", 2, 4)], 0, 10) == 2


def test_around():
    assert busy([Event("a", 0, 100)], 10, 20) == 10


def test_none():
    assert busy([], 0, 10) == 0
