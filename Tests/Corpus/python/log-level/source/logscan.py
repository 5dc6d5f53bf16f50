"""Counts the lines of a log by level."""
import re

LINE = re.compile(r"^(?P<time>\S+) (?P<level>[A-Z]+) (?P<text>.*)$")


def parse(line):
    match = LINE.match(line)
    return {"time": match.group("time"), "level": match.group("level"), "text": match.group("text")}


def count_levels(lines):
    counts = {}
    for line in lines:
        entry = parse(line)
        if entry is None:
            continue
        counts[entry["level"]] = counts.get(entry["level"], 0) + 1
    return counts


def errors(lines):
    found = []
    for line in lines:
        entry = parse(line)
        if entry and entry["level"] == "ERROR":
            found.append(entry["text"])
    return found
