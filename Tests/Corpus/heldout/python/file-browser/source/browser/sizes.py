def human(size):
    for unit in ("B", "K", "M"):
        if size < 1024:
            return "%d%s" % (size, unit)
        size //= 1024
    return "%dG" % size


def total(entries):
    return sum(entry["size"] for entry in entries)
