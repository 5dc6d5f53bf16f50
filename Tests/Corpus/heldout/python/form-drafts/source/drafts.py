"""Drafts of forms: a stack of states that can be undone."""

import copy

BLANK = {"title": "", "tags": [], "done": False}


class Draft:
    def __init__(self, initial=None):
        self.state = dict(initial or BLANK)
        self.past = []
        self.future = []

    def _remember(self):
        self.past.append(copy.deepcopy(self.state))
        self.future.clear()

    def set(self, field, value):
        if field not in self.state:
            raise KeyError(field)
        self._remember()
        self.state[field] = value

    def tag(self, name):
        self._remember()
        self.state["tags"].append(name)

    def undo(self):
        if not self.past:
            return False
        self.future.append(self.state)
        self.state = self.past.pop()
        return True

    def redo(self):
        if not self.future:
            return False
        self.past.append(self.state)
        self.state = self.future.pop()
        return True


def summary(draft):
    tags = ", ".join(draft.state["tags"]) or "no tags"
    return "%s (%s)" % (draft.state["title"] or "untitled", tags)


def changed(draft, initial):
    return [field for field in initial if draft.state[field] != initial[field]]
