"""Makes a table of contents from headings."""


def headings(text):
    """Pairs of level and title."""
    found = []
    for line in text.splitlines():
        if line.startswith("#"):
            marks, title = line.split(" ", 1)
            found.append((len(marks), title))
    return found


def anchor(title):
    return title.lower().replace(" ", "-")


def contents(text):
    rows = []
    for level, title in headings(text):
        rows.append("  " * level + f"- [{title}](#{anchor(title)})")
    return rows
