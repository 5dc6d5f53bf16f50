"""A league's table from its results."""


class Team:
    def __init__(self, name):
        self.name = name
        self.points = 0
        self.scored = 0
        self.conceded = 0
        self.played = 0

    @property
    def difference(self):
        return self.scored - self.conceded

    def add(self, scored, conceded):
        self.played += 1
        self.scored += scored
        self.conceded += conceded
        if scored > conceded:
            self.points += 3
        elif scored == conceded:
            self.points += 1


def teams(results):
    found = {}
    for home, away, home_goals, away_goals in results:
        for name in (home, away):
            if name not in found:
                found[name] = Team(name)
        found[home].add(home_goals, away_goals)
        found[away].add(away_goals, home_goals)
    return list(found.values())


def table(results):
    """Points first, then the difference of goals, then goals, then the name."""
    return sorted(teams(results), key=lambda team: (-team.points, team.difference, -team.scored, team.name))


def lines(results):
    rows = []
    for place, team in enumerate(table(results), 1):
        rows.append("%d %s %d (%+d)" % (place, team.name, team.points, team.difference))
    return rows


def champion(results):
    return table(results)[0].name if results else None
