"""How long to wait between attempts."""


def exponential(attempt, base=0.5, factor=2.0, limit=30.0):
    """Seconds before the attempt with that number; the first is number 1 and waits `base`."""
    if attempt < 1:
        raise ValueError("attempts are counted from 1")
    return min(base * factor ** (attempt - 1), limit)


def linear(attempt, step=1.0, limit=10.0):
    return min(step * attempt, limit)


def total(strategy, attempts):
    return sum(strategy(attempt) for attempt in range(1, attempts + 1))
