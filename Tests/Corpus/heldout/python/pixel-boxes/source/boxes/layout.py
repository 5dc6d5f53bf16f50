"""Puts boxes beside and below each other."""

from boxes.geometry import Box


def hull(boxes):
    left = min(box.left for box in boxes)
    top = min(box.top for box in boxes)
    right = max(box.right for box in boxes)
    bottom = max(box.right for box in boxes)
    return Box(left, top, right - left, bottom - top)


def row(boxes, gap=0):
    placed, x = [], 0
    for box in boxes:
        placed.append(Box(x, 0, box.width, box.height))
        x += box.width + gap
    return placed


def column(boxes, gap=0):
    placed, y = [], 0
    for box in boxes:
        placed.append(Box(0, y, box.width, box.height))
        y += box.height + gap
    return placed


def hit(boxes, x, y):
    """The topmost box, that is the last one, at a point."""
    for box in reversed(boxes):
        if box.contains(x, y):
            return box
    return None
