"""Orders packages so that each comes after what it needs."""


class Registry:
    def __init__(self):
        self._needs = {}

    def add(self, name, needs=None):
        self._needs[name] = needs

    def needs(self, name):
        return self._needs.get(name, [])

    def order(self, name, seen=None):
        seen = [] if seen is None else seen
        for need in self.needs(name):
            self.order(need, seen)
        if name not in seen:
            seen.append(name)
        return seen

    def count(self):
        return sum(len(needs) for needs in self._needs.values() if needs)
