"""Scales recipes."""
import re

AMOUNT = re.compile(r"^(\d+(?:\.\d+)?)\s*([a-z]*)\s+(.+)$")


def parse(line):
    """Amount, unit and name; lines without an amount (`salt`) have the amount None."""
    amount, unit, name = AMOUNT.match(line.strip()).groups()
    return float(amount), unit, name


def scale(lines, factor):
    scaled = []
    for line in lines:
        amount, unit, name = parse(line)
        if amount is None:
            scaled.append(name)
        else:
            scaled.append(f"{amount * factor:g} {unit} {name}")
    return scaled
