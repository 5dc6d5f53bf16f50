"""A buffer of a fixed size that forgets its oldest values."""


class Ring:
    def __init__(self, size):
        if size < 1:
            raise ValueError("a ring holds at least one value")
        self.size = size
        self.values = [None] * size
        self.start = 0
        self.count = 0

    def add(self, value):
        place = (self.start + self.count) % self.size
        self.values[place] = value
        if self.count < self.size:
            self.count += 1
        else:
            self.start = (self.start + 1) % self.size

    def items(self):
        return [self.values[(self.start + number) % self.size] for number in range(self.count)]

    def last(self, count=1):
        return self.items()[-count:]

    def is_full(self):
        return self.count == self.size


def moving_average(values, size):
    ring = Ring(size)
    averages = []
    for value in values:
        ring.add(value)
        averages.append(sum(ring.items()) / ring.count)
    return averages


def peaks(values):
    """Places whose value is above both neighbours."""
    found = []
    for place in range(1, len(values)):
        if values[place - 1] < values[place] > values[place + 1]:
            found.append(place)
    return found


def runs(values, least):
    """How often a value of at least `least` follows one below it."""
    count = 0
    for before, after in zip(values, values[1:]):
        if before < least <= after:
            count += 1
    return count
