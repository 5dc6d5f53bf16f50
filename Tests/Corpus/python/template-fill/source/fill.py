"""Fills the holes of a text."""
import string


class Filler:
    def __init__(self, values, missing=""):
        self.values = values
        self.missing = missing

    def fill(self, text):
        """The text with `{name}` replaced; a name without a value is replaced by `missing`."""
        parts = []
        for literal, name, _, _ in string.Formatter().parse(text):
            parts.append(literal)
            if name is not None:
                parts.append(str(self.values[name]))
        return "".join(parts)

    def names(self, text):
        return [name for _, name, _, _ in string.Formatter().parse(text) if name]
