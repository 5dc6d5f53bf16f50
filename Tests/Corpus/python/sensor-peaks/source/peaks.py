"""Finds peaks in the readings of a sensor."""


def peaks(readings, threshold=0):
    """The positions of readings above both neighbours and the threshold."""
    found = []
    for index in range(1, len(readings)):
        here = readings[index]
        if here > threshold and here > readings[index - 1] and here > readings[index + 1]:
            found.append(index)
    return found


def highest(readings):
    if not readings:
        return None
    return max(readings)


def smooth(readings, width=3):
    out = []
    for start in range(len(readings) - width + 1):
        window = readings[start:start + width]
        out.append(sum(window) / width)
    return out
