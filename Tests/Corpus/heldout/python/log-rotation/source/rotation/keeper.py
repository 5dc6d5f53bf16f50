"""Decides which rotated logs go."""

from rotation.names import parse


def dated(names):
    """The rotated logs, oldest first."""
    found = []
    for name in names:
        parsed = parse(name)
        if parsed is not None:
            found.append((parsed[1], name))
    found.sort()
    return [name for _, name in found]


def keep(names, count):
    """The newest `count` rotated logs, newest first."""
    if count <= 0:
        return []
    return dated(names)[:-count:-1]


def victims(names, count):
    """Everything rotated that `keep` does not keep, oldest first."""
    kept = set(keep(names, count))
    return [name for name in dated(names) if name not in kept]


def summary(names, count):
    return {"kept": len(keep(names, count)), "removed": len(victims(names, count))}
