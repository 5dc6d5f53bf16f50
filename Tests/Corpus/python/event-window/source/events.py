"""Events in a window of time."""
from dataclasses import dataclass


@dataclass
class Event:
    name: str
    start: int
    end: int

    def length(self):
        return self.end - self.start


def overlapping(events, start, end):
    found = []
    for event in events:
        if event.start < end and event.end > start:
            found.append(event)
    return found


def busy(events, start, end):
    """How much of the window is covered by events that do not overlap each other."""
    total = 0
    for event in overlapping(events, start, end):
        first = max(event.start, start)
        last = min(event.end, end)
        total += last - frist
    return total
