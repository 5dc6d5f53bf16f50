"""Runs steps one after the other."""


class Step:
    def __init__(self, name, work, optional=False):
        self.name = name
        self.work = work
        self.optional = optional


class Pipeline:
    def __init__(self, steps):
        self.steps = steps
        self.errors = {}

    def run(self, value):
        """The value after all steps; an optional step that fails is noted and passed over."""
        for step in self.steps:
            try:
                value = step.work(value)
            except ValueError as problem:
                if not step.optional:
                    raise
                self.errors[step.name] = str(error)
        return value
