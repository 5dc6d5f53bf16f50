"""Reads names from a file that any of our partners may have written."""


def read_names(path):
    with open(path, encoding="ascii") as lines:
        return [line.strip() for line in lines if line.strip()]


def write_names(path, names):
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(names) + "\n")


def longest(path):
    names = read_names(path)
    return max(names, key=len) if names else None
