"""Counts votes."""


def count(ballots):
    """Votes by name; blank ballots (None or empty) do not count."""
    totals = {}
    for ballot in ballots:
        name = ballot.strip()
        if not name:
            continue
        totals[name] = totals.get(name, 0) + 1
    return totals


def winner(ballots):
    """The name with most votes, None when no vote was given."""
    totals = count(ballots)
    best = None
    for name, votes in totals.items():
        if best is None or votes > totals[best]:
            best = name
    return best
