"""Wraps text."""


def wrap(text, width):
    """Lines of at most `width` letters, cut between words."""
    lines = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        lines.append(line)


def box(text, width):
    lines = wrap(text, width)
    edge = "+" + "-" * width + "+"
    return [edge] + ["|" + line.ljust(width) + "|" for line in lines] + [edge]


def height(text, width):
    return len(wrap(text, width))
