"""Plans of shifts: who works when."""

DAYS = ["mon", "tue", "wed", "thu", "fri"]


def empty_plan(days=DAYS):
    return {day: [] for day in days}


def assign(plan, day, name):
    if name in plan[day]:
        raise ValueError("%s works on %s already" % (name, day))
    plan[day].append(name)
    return plan


def rotate(names, turns):
    """The names, moved on by some turns; the list that was given stays as it is."""
    for _ in range(turns):
        names.append(names.pop(0))
    return names


def weeks(names, count, per_day=1):
    """Plans of some weeks; each week the rota begins one name later."""
    plans = []
    for week in range(count):
        plan = empty_plan()
        order = rotate(names, week)
        for number, day in enumerate(DAYS):
            for place in range(per_day):
                assign(plan, day, order[(number * per_day + place) % len(order)])
        plans.append(plan)
    return plans


def load(plans):
    """How many days each name works."""
    days = {}
    for plan in plans:
        for names in plan.values():
            for name in names:
                days[name] = days.get(name, 0) + 1
    return days
