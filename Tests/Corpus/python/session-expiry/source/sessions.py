"""Sessions that run out."""


class Sessions:
    def __init__(self, lifetime):
        self.lifetime = lifetime
        self._started = {}

    def open(self, key, now):
        self._started[key] = now

    def expire(self, now):
        """Drop what is too old; returns how many."""
        dropped = 0
        for key, started in self._started.items():
            if now - started >= self.lifetime:
                del self._started[key]
                dropped += 1
        return dropped

    def alive(self):
        return sorted(self._started)
