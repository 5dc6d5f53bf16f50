"""Flattens nested records to columns, and writes them as rows."""


def flatten(record, prefix=""):
    """A dict of dotted names: {"a": {"b": 1}} gives {"a.b": 1}; lists are numbered from 0."""
    flat = {}
    for key, value in record.items():
        name = prefix + key
        if isinstance(value, dict):
            flat.update(flatten(value, name + "."))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    flat.update(flatten(item, "%s.%d." % (name, index)))
                else:
                    flat["%s.%d" % (name, index)] = item
        else:
            flat[name] = value
    return flat


def columns(records):
    names = []
    for record in records:
        for name in flatten(record):
            if name not in names:
                names.append(name)
    return names


def cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return format(value, ",")
    return value.replace("\t", " ")


def rows(records):
    names = columns(records)
    yield names
    for record in records:
        flat = flatten(record)
        yield [cell(flat.get(name)) for name in names]


def table(records):
    return "\n".join("\t".join(row) for row in rows(records))
