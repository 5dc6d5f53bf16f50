"""Calls that are tried again."""


class GaveUp(Exception):
    pass


class Retrier:
    def __init__(self, attempts=3):
        self.attempts = attempts
        self.log = []

    def note(attempt, error):
        self.log.append(f"{attempt}: {error}")

    def call(self, work, *arguments):
        for attempt in range(1, self.attempts + 1):
            try:
                return work(*arguments)
            except OSError as error:
                self.note(attempt, error)
        raise GaveUp(f"after {self.attempts} attempts")
