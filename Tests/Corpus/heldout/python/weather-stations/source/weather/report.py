"""Reports from the readings of a day."""


def extremes(day):
    return min(day.values()), max(day.values())


def mean(day):
    return sum(day.values()) / len(day)


def warmest_hour(day):
    return max(day, key=lambda hour: day[hour])


def line(name, day):
    if not day:
        return "%s: no readings" % name
    low, high = extremes(day)
    return "%s: %.1f to %.1f, mean %.1f, warmest at %d" % (name, low, high, mean(day), warmest_hour(day))


def report(store):
    return [line(name, store.day(name)) for name in store.stations()]
