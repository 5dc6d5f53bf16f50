"""One line of an access log."""

import re
from collections import namedtuple

Entry = namedtuple("Entry", "host user method path status size")

LINE = re.compile(
    r'(?P<host>\S+) \S+ (?P<user>\S+) \[[^\]]+\] '
    r'"(?P<method>[A-Z]+) (?P<path>\S+) [^"]*" (?P<status>\d{3}) (?P<size>\d+)$'
)


def read(line):
    match = LINE.match(line.strip())
    if match is None:
        raise ValueError("not an access log line: %s" % line.strip())
    size = match["size"]
    return Entry(
        match["host"],
        None if match["user"] == "-" else match["user"],
        match["method"],
        match["path"].split("?")[0],
        int(match["status"]),
        0 if size == "-" else int(size),
    )
