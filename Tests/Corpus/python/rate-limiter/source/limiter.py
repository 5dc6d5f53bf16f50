"""Lets only so many calls through in a window of time."""
from collections import deque


class Limiter:
    def __init__(self, limit, window):
        self.limit = limit
        self.window = window
        self.calls = deque()

    def allow(self, now):
        """Whether a call at the time `now` may go through."""
        while self.calls[0] <= now - self.window:
            self.calls.popleft()
        if len(self.calls) >= self.limit:
            return False
        self.calls.append(now)
        return True

    def waiting_time(self, now):
        if len(self.calls) < self.limit:
            return 0
        return self.calls[0] + self.window - now
