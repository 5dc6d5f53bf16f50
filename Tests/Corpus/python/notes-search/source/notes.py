"""Notes that can be searched."""


class Note:
    def __init__(self, title, body=None, tags=None):
        self.title = title
        self.body = body
        self.tags = tags or []


def matches(note, word):
    word = word.lower()
    return word in note.title.lower() or word in note.body.lower()


def search(notes, word):
    return [note.title for note in notes if matches(note, word)]


def tagged(notes, tag):
    return [note.title for note in notes if tag in note.tags]
