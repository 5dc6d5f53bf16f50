"""Registers functions by name."""


class Registry:
    _functions = {}

    def __init__(self, parent=None):
        self.parent = parent

    def register(self, name):
        def decorate(function):
            self.functions[name] = function
            return function
        return decorate

    def call(self, name, *arguments):
        if name in self._functions:
            return self._functions[name](*arguments)
        if self.parent is not None:
            return self.parent.call(name, *arguments)
        raise LookupError(name)

    def names(self):
        return sorted(self._functions)
