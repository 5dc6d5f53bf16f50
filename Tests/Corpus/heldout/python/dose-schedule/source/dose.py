"""Times of the day at which a medicine is taken."""

DAY = 24 * 60


def clock(minutes):
    return "%02d:%02d" % (minutes // 60 % 24, minutes % 60)


def minutes(text):
    hours, mins = text.split(":")
    return int(hours) * 60 + int(mins)


def times(per_day, first="08:00"):
    """The times of day, evenly spread from the first on."""
    step = DAY // per_day
    start = minutes(first)
    return [clock(start + number * step) for number in range(per_day)]


def packs(per_day, days, pack):
    """How many packs are needed; a begun one is a whole one."""
    doses = per_day * days
    return doses // pack + (1 if doses % pack else 0)


def average(amounts):
    """The mean amount, to a tenth."""
    if not amounts:
        return 0
    return round(sum(amounts) // len(amounts), 1)


def plan(name, per_day, days, pack):
    return {
        "name": name,
        "times": times(per_day),
        "packs": packs(per_day, days, pack),
    }


def report(history):
    return {name: average(amounts) for name, amounts in sorted(history.items())}
