"""Moves of goods between stores."""


class Move:
    def __init__(self, article, count, source, target):
        self.article = article
        self.count = count
        self.source = source
        self.target = target


class Ledger:
    def __init__(self):
        self.moves = []
        self.counts = {}

    def level(self, store, article):
        return self.counts.get((store, article), 0)

    def _change(self, store, article, by):
        self.counts[store, article] = self.level(store, article) + by

    def receive(self, store, article, count):
        self._change(store, article, count)

    def move(self, move):
        if self.level(move.source, move.article) < move.count:
            raise ValueError("%s has too few of %s" % (move.source, move.article))
        self._change(move.source, move.article, -move.count)
        self._change(move.target, move.article, move.count)
        self.moves.append(move)

    def back(self):
        """Takes the last move back."""
        move = self.moves.pop()
        self._change(move.target, move.article, -move.count)
        self._change(move.target, move.article, move.count)
        return move

    def stores(self, article):
        return sorted(store for (store, name), count in self.counts.items() if name == article and count)


def busiest(ledger):
    """The store that most moves begin at."""
    tally = {}
    for move in ledger.moves:
        tally[move.source] = tally.get(move.source, 0) + 1
    return max(tally, key=tally.get) if tally else None
