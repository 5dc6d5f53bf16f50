"""Fees of a car park."""

HOURLY = 2.0
NIGHT = 5.0
DAY_LIMIT = 15.0
FREE_MINUTES = 15


def minutes(entry, leave):
    """Minutes between two times of a clock, `HH:MM`; a stay over midnight is shorter than a day."""
    start = clock(entry)
    end = clock(leave)
    if end < start:
        end += 24 * 60
    return end - start


def clock(text):
    hours, mins = text.split(":")
    return int(hours) * 60 + int(mins)


def is_weekend(day):
    return day == "sunday"


def is_night(entry):
    return clock(entry) >= 20 * 60 or clock(entry) < 6 * 60


def fee(entry, leave, day="monday"):
    """A flat fee at night; by the hour, each begun one in full, at other times."""
    stay = minutes(entry, leave)
    if stay <= FREE_MINUTES:
        return 0.0
    if is_night(entry):
        return NIGHT
    hours = -(-stay // 60)
    price = min(hours * HOURLY, DAY_LIMIT)
    if is_weekend(day):
        price = price / 2
    return price


def receipt(entry, leave, day="monday"):
    price = fee(entry, leave, day)
    return "%s-%s %s: %s" % (entry, leave, day, "free" if price == 0 else "%.2f" % price)


def income(stays):
    return sum(fee(*stay) for stay in stays)
