"""Roman numbers."""

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def parse(text):
    total = 0
    for index, letter in enumerate(text):
        value = VALUES[letter]
        if index + 1 < len(text) and VALUES[text[index + 1]] >= value:
            total -= value
        else:
            total += value
    return total


def add(left, right):
    return parse(left) + parse(right)
