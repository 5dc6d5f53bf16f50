"""Rates between currencies."""


class Rates:
    def __init__(self, base="EUR"):
        self.base = base
        self.rates = {base: 1.0}

    def set(self, code, per_base):
        if per_base <= 0:
            raise ValueError("a rate is above zero")
        self.rates[code] = per_base

    def between(self, source, target):
        """How many of `target` one `source` is."""
        return self.rates[target] / self.rates[source]

    def convert(self, amount, source, target):
        return round(amount * self.between(source, target), 2)


class Wallet:
    def __init__(self, rates):
        self.rates = rates
        self.held = {}

    def put(self, amount, code):
        self.held[code] = self.held.get(code, 0) + amount

    def change(self, amount, source, target):
        """Changes some of one currency into another."""
        if self.held.get(source, 0) < amount:
            raise ValueError("not enough %s" % source)
        self.held[source] -= amount
        self.put(self.rates.convert(amount, source, target), target)

    def worth(self, code):
        return sum(self.rates.convert(amount, code, held) for held, amount in self.held.items())


def statement(wallet, code):
    lines = ["%s %.2f" % (held, wallet.held[held]) for held in sorted(wallet.held)]
    lines.append("= %s %.2f" % (code, wallet.worth(code)))
    return lines
