"""Names of rotated logs: app.log.20240131 and the like."""

from datetime import date


def stamp(base, day):
    return "%s.%04d%02d%02d" % (base, day.year, day.month, day.day)


def parse(name):
    """Base and day of a rotated log; None for any other name."""
    base, dot, tail = name.rpartition(".")
    if not dot or len(tail) != 8 or not tail.isdigit():
        return None
    year = int(tail[:4])
    month = int(tail[4:6])
    day = int(tail[6:])
    try:
        return base, date(year, month, day)
    except ValueError:
        return None
