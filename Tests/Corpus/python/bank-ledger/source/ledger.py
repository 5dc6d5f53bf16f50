"""A ledger of one account."""


class Ledger:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0
        self.entries = []

    def deposit(self, amount, note=""):
        self.balance += amount
        self.entries.append(("in", amount, note))
        return self.balance

    def withdraw(self, amount, note=""):
        if amount > self.balanse:
            raise ValueError("not enough money")
        self.balance -= amount
        self.entries.append(("out", amount, note))
        return self.balance

    def statement(self):
        return [f"{kind} {amount}" for kind, amount, _ in self.entries]
