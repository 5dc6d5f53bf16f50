"""Edits of texts by position."""


def insert(text, position, piece):
    return text[:position] + piece + text[position:]


def delete(text, start, end):
    return text[:start] + text[end:]


def replace(text, start, end, piece):
    """Puts a piece in the place of a range."""
    return insert(delete(text, start, end), start, piece)


def shift(position, start, removed, added):
    """Where a position is after an edit at `start`."""
    if position <= start:
        return position
    if position < start + removed:
        return start + added
    return position - removed + added


class Document:
    def __init__(self, text):
        self.text = text
        self.marks = {}

    def mark(self, name, position):
        self.marks[name] = position

    def edit(self, start, end, piece):
        self.text = replace(self.text, start, end, piece)
        for name, position in self.marks.items():
            self.marks[name] = shift(position, start, len(piece), end - start)

    def at(self, name):
        return self.text[self.marks[name]:]


def apply(text, edits):
    document = Document(text)
    for edit in edits:
        document.edit(*edit)
    return document.text
