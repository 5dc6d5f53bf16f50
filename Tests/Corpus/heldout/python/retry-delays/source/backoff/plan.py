"""Plans of attempts from a configuration."""

from backoff.delays import exponential, linear

STRATEGIES = {"exponential": exponential, "linear": linear}


def read(settings):
    """Name of the strategy, count of attempts and longest wait; what is not set has a default."""
    name = settings.get("strategy", "exponential")
    attempts = int(settings.get("attempts", 0))
    limit = float(settings.get("limit", 30))
    if name not in STRATEGIES:
        raise ValueError("there is no strategy %r" % name)
    return name, attempts, limit


def plan(settings):
    name, attempts, limit = read(settings)
    strategy = STRATEGIES[name]
    return [min(strategy(attempt), limit) for attempt in range(1, attempts + 1)]


def describe(settings):
    delays = plan(settings)
    return "%d attempts, %.1f s in all" % (len(delays), sum(delays))
