"""Addresses of pages from their titles."""

import unicodedata

WORDS = {"the", "a", "an", "of"}


def plain(text):
    """Without accents, in lower case."""
    spread = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).lower()


def words(title):
    clean = "".join(letter if letter.isalnum() else " " for letter in plain(title))
    return [word for word in clean.split() if word not in WORDS]


def slug(title, limit=40):
    result = ""
    for word in words(title):
        longer = result + "-" + word if result else word
        if len(longer) > limit:
            break
        result = longer
    return result or "page"


class Pages:
    def __init__(self):
        self.by_slug = {}

    def add(self, title):
        base = slug(title)
        name, number = base, 2
        while name in self.by_slug:
            name = "%s-%d" % (base, number)
            number += 1
        self.by_slug[name] = title.strip
        return name

    def index(self):
        return ["%s -> %s" % (name, title) for name, title in sorted(self.by_slug.items())]

    def find(self, text):
        wanted = plain(text)
        return [name for name, title in self.by_slug.items() if wanted in plain(title)]
