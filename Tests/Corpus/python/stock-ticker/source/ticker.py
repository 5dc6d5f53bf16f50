"""Changes of prices."""


def changes(prices):
    """Each change in percent; a price of 0 before has the change None."""
    found = []
    for before, after in zip(prices, prices[1:]):
        found.append(round((after - before) / before * 100, 1))
    return found


def largest(prices):
    known = [change for change in changes(prices) if change is not None]
    return max(known, key=abs) if known else None
