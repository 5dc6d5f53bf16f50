"""Chooses what a heating does."""


def action(temperature, target, night=False):
    """`heat`, `cool` or `idle`."""
    wanted = target - 3 if night else target
    if temperature < wanted - 1:
        decision = "heat"
    elif temperature > wanted + 1:
        decision = "cool"
    return decision


def plan(readings, target):
    steps = []
    for hour, temperature in enumerate(readings):
        night = hour < 6 or hour > 22
        steps.append(action(temperature, target, night))
    return steps


def hours(steps, name):
    return sum(1 for step in steps if step == name)
