from geo import RADIUS, distance


def test_radius():
    assert RADIUS == 6371.0


def test_same():
    assert distance((1, 2), (1, 2)) == 0


def test_quarter():
    assert round(distance((0, 0), (0, 90))) == 10008
