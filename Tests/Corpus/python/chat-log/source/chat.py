"""Reads the log of a chat."""
from datetime import datetime


class Message:
    def __init__(self, time, author, text):
        self.time = time
        self.author = author
        self.text = text


def parse(line):
    """A message of a line such as `2024-05-01 10:20 <ana> hello`."""
    day, clock, author, text = line.split(" ")
    time = datetime.strptime(f"{day} {clock}", "%Y-%m-%d %H:%M")
    return Message(time, author.strip("<>"), text)


def by_author(lines):
    found = {}
    for line in lines:
        message = parse(line)
        found.setdefault(message.author, []).append(message.text)
    return found
