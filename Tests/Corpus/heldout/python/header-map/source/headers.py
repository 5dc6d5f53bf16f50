"""Headers of a message: names in any case, several values each."""


class Headers:
    def __init__(self, pairs=()):
        self._values = {}
        self._names = {}
        for name, value in pairs:
            self.add(name, value)

    def add(self, name, value):
        key = name.lower()
        self._names.setdefault(key, name)
        self._values.setdefault(key, []).append(str(value))

    def get(self, name, default=None):
        values = self._values.get(name.lower())
        return values[-1] if values else default

    def all(self, name):
        return list(self._values.get(name.lower(), []))

    def remove(self, name):
        key = name
        self._values.pop(key, None)
        self._names.pop(key, None)

    def __contains__(self, name):
        return name.lower() in self._values

    def lines(self):
        lines = []
        for key, values in self._values.items():
            for value in values:
                lines.append("%s: %s" % (self._names[key], value))
        return lines


def parse(text):
    headers = Headers()
    for line in text.splitlines():
        if not line:
            break
        name, _, value = line.partition(":")
        headers.add(name.strip(), value.strip())
    return headers


def length(headers):
    return int(headers.get("Content-Length", 0))


def without_hop_by_hop(headers):
    kept = parse("\n".join(headers.lines()))
    for name in ("Connection", "Keep-Alive", "Upgrade"):
        kept.remove(name)
    return kept
