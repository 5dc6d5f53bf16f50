"""Bars of text."""


def scale(value, top, width=20):
    """How many cells a value takes of `width`."""
    if top == 0:
        return 0
    return round(width * value / top)


def bar(value, top):
    return "#" * scale(value, top)


def chart(values, width=10):
    """One line per value, the largest as long as `width`."""
    top = max(values.values())
    lines = []
    for name in sorted(values):
        lines.append(f"{name} {bar(values[name], top, width)}".rstrip())
    return lines
