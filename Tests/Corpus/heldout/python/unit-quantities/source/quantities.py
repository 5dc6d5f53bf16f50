"""Amounts with units, as people write them: `2 kg`, `1/2 l`, `3`."""

UNITS = {"g": 1, "kg": 1000, "ml": 1, "l": 1000, "": 1}


def number(text):
    """A whole or decimal number or a fraction; None for anything else."""
    try:
        return float(text)
    except ValueError:
        pass
    try:
        above, below = text.split("/")
        return float(above) / float(below)
    except ValueError:
        return None


def parse(text):
    """Amount and unit; None when it is no amount."""
    words = text.split()
    if not words or len(words) > 2:
        return None
    amount = number(words[0])
    unit = words[1] if len(words) == 2 else ""
    if amount is None or unit not in UNITS:
        return None
    return amount, unit


def in_base(text):
    parsed = parse(text)
    if parsed is None:
        raise ValueError("not an amount: %s" % text)
    amount, unit = parsed
    return amount * UNITS[unit]


def total(texts):
    """The sum of all that are amounts, and how many are not."""
    amount, bad = 0, 0
    for text in texts:
        if parse(text) is None:
            bad += 1
        else:
            amount += in_base(text)
    return amount, bad
