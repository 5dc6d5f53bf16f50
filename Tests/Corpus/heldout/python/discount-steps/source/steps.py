"""Prices with discounts by quantity."""

STEPS = [(100, 20), (50, 10), (10, 5)]


def percent(count):
    """The discount for a count, in percent: 5 from 10 on, 10 from 50 on, 20 from 100 on."""
    for least, value in STEPS:
        if count > least:
            return value
    return 0


def price(count, each):
    full = count * each
    return full - full * percent(count) / 100


def next_step(count):
    """How many more are needed for a higher discount; 0 at the highest."""
    for least, _ in reversed(STEPS):
        if count < least:
            return least - count
    return 0


def hint(count):
    missing = next_step(count)
    if missing == 0:
        return "best price"
    return "%d more for %d%%" % (missing, percent(count + missing))


def basket(lines):
    """The sum of lines of count and price, each with its discount."""
    return sum(price(count, each) for count, each in lines)


def cheapest(offers, count):
    """The name of the offer that is cheapest for a count; the first of equals."""
    best = None
    for name, each, least in offers:
        if count < least:
            continue
        cost = price(count, each)
        if best is None or cost < best[1]:
            best = (name, cost)
    return best[0] if best else None
