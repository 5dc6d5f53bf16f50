"""Sums over an access log."""

from collections import Counter

from weblog.line import read


def entries(lines):
    return [read(line) for line in lines if line.strip()]


def traffic(lines):
    """Bytes per host."""
    total = Counter()
    for entry in entries(lines):
        total[entry.host] += entry.size
    return dict(total)


def errors(lines):
    return [entry.path for entry in entries(lines) if entry.status >= 500]


def popular(lines, count=3):
    paths = Counter(entry.path for entry in entries(lines) if entry.status < 400)
    return [path for path, _ in paths.most_common(count)]
