"""Counts requests and gives each a number."""

served = 0
paths = {}


def handle(path):
    """Answer a request; returns its number, starting at 1."""
    paths[path] = paths.get(path, 0) + 1
    served = served + 1
    return served


def busiest():
    return max(paths, key=paths.get) if paths else None


def reset():
    global served
    served = 0
    paths.clear()
