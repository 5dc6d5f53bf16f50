"""Sends incoming webhooks to the functions that registered for them."""


class Router:
    def __init__(self):
        self._targets = {}
        self.unrouted = []

    def on(self, kind, target):
        self._targets[kind] = target

    def dispatch(self, hooks):
        """Call the target of each hook; returns the results in order."""
        results = []
        for hook in hooks:
            kind = hook.get("kind", "").lower()
            target = self._targets[kind]
            results.append(target(hook))
        return results


def describe(hook):
    sender = hook["sender"]["login"]
    label = hook["label"]
    return f"{sender}: {label}"
