from events import Event, busy, overlapping

EVENTS = [Event("a", 0, 5), Event("b", 8, 12)]


def test_overlapping():
    assert [event.name for event in overlapping(EVENTS, 4, 6)] == ["a"]


def test_length():
    assert EVENTS[0].length() == 5


def test_busy():
    assert busy(EVENTS, 3, 10) == 4
