"""Sizes in a tree of folders given as nested mappings; numbers are files."""


def size(node):
    """The bytes of a file or of all that is in a folder."""
    return sum(size(child) for child in node.values())


def depth(node):
    if isinstance(node, int):
        return 0
    return 1 + max((depth(child) for child in node.values()), default=0)


def countdown(number):
    """`[number, ..., 1]`."""
    return [number] + countdown(number - 1)
