from boxes.geometry import Box
from boxes.layout import column, hit, hull, row


def test_contains():
    box = Box(1, 1, 2, 2)
    assert box.contains(1, 2) and not box.contains(3, 1)


def test_moved():
    assert Box(0, 0, 1, 1).moved(2, 3) == Box(2, 3, 1, 1)


def test_meets():
    assert Box(0, 0, 2, 2).meets(Box(1, 1, 5, 5))
    assert not Box(0, 0, 2, 2).meets(Box(2, 0, 1, 1))


def test_row():
    assert row([Box(0, 0, 2, 1), Box(0, 0, 3, 1)], gap=1)[1].left == 3


def test_column():
    assert column([Box(0, 0, 2, 4), Box(0, 0, 3, 1)])[1].top == 4


def test_hull():
    assert hull([Box(0, 0, 4, 4), Box(2, 1, 1, 1)]) == Box(0, 0, 4, 4)
    assert hull(row([Box(0, 0, 2, 1), Box(0, 0, 3, 2)])) == Box(0, 0, 5, 2)


def test_hit():
    boxes = [Box(0, 0, 4, 4), Box(1, 1, 2, 2)]
    assert hit(boxes, 1, 1) is boxes[1]
    assert hit(boxes, 9, 9) is None
