"""A leaderboard."""


class Player:
    def __init__(self, name, score=None):
        self.name = name
        self.score = score


class Board:
    def __init__(self):
        self.players = []

    def add(self, player):
        self.players.append(player)

    def ranking(self):
        """Names, best first; who has not played yet comes last."""
        ordered = sorted(self.players, key=lambda player: player.score, reverse=True)
        return [player.name for player in ordered]

    def top(self, count):
        return self.ranking()[:count]
