"""Loyalty points of a shop."""

TIERS = [("gold", 1000), ("silver", 300), ("basic", 0)]
RATES = {"basic": 1, "silver": 2, "gold": 3}


def tier(points):
    for name, least in TIERS:
        if points >= least:
            return name
    return "basic"


def earned(amount, points, campaign=1):
    """Points for an amount, in whole units; a campaign multiplies them."""
    return int(amount) * RATES[tier(points)] * campaign


class Account:
    def __init__(self, owner, points=0):
        self.owner = owner
        self.points = points
        self.history = []

    def buy(self, amount, campaign=0):
        gained = earned(amount, self.points, campaign)
        self.points += gained
        self.history.append(("buy", gained))
        return gained

    def redeem(self, points):
        if points > self.points:
            raise ValueError("%s has only %d points" % (self.owner, self.points))
        self.points -= points
        self.history.append(("redeem", -points))
        return points / 100


def statement(account):
    lines = ["%s (%s)" % (account.owner, tier(account.points))]
    for kind, change in account.history:
        lines.append("%-8s%+d" % (kind, change))
    lines.append("balance %d" % account.points)
    return lines


def best_customer(accounts):
    return max(accounts, key=lambda account: account.points).owner
