from boxes.geometry import Box
from boxes.layout import column, hull


def test_hulls():
    assert hull(column([Box(0, 0, 2, 7), Box(0, 0, 3, 2)])) == Box(0, 0, 3, 9)
    assert hull([Box(-5, 3, 1, 1), Box(4, 10, 2, 5)]) == Box(-5, 3, 11, 12)
    assert hull([Box(1, 2, 3, 4)]) == Box(1, 2, 3, 4)
