"""Lists of files as a browser shows them."""

from browser.sizes import human, total


def natural(name):
    """Numbers within a name count as numbers: a2 comes before a10."""
    parts, digits = [], ""
    for letter in name.lower():
        if letter.isdigit():
            digits += letter
            continue
        if digits:
            parts.append((0, int(digits), ""))
            digits = ""
        parts.append((1, 0, letter))
    if digits:
        parts.append((0, int(digits), ""))
    return parts


def ordered(entries, by="name", reverse=False):
    """Folders first; then by name, size or time."""
    keys = {
        "name": lambda entry: natural(entry["name"]),
        "size": lambda entry: entry["size"],
        "time": lambda entry: entry["time"],
    }
    files = sorted((e for e in entries if not e["folder"]), key=keys[by], reverse=reverse)
    folders = sorted((e for e in entries if e["folder"]), key=lambda entry: entry["name"])
    return folders + files


def listing(entries, by="name"):
    rows = []
    for entry in ordered(entries, by):
        mark = "/" if entry["folder"] else ""
        rows.append("%s%s" % (entry["name"], mark))
    return rows


def footer(entries):
    return "%d entries, %s" % (len(entries), human(total(entries)))
