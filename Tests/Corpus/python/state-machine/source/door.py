"""A door as a machine of states."""

STEPS = {
    ("open", "close"): "closed",
    ("closed", "open"): "open",
    ("closed", "lock"): "locked",
    ("locked", "unlock"): "closed",
}


class Door:
    def __init__(self, state="closed"):
        self.state = state
        self.history = []

    def do(self, action):
        """Do what the action says; an action that is not possible raises ValueError."""
        self.history.append(self.state)
        self.state = STEPS[(self.state, action)]
        return self.state

    def undo(self):
        self.state = self.history.pop()
        return self.state
