"""Exports users as JSON."""
import json
from datetime import date


class User:
    def __init__(self, name, born, tags=()):
        self.name = name
        self.born = born
        self.tags = set(tags)

    def as_record(self):
        return {"name": self.name, "born": self.born.isoformat(), "tags": self.tags}


def export(users):
    return json.dumps([user.as_record() for user in users], sort_keys=True)


def adults(users, today):
    return [user for user in users if today.year - user.born.year >= 18]
