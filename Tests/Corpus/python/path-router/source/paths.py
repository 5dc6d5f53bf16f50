"""Matches paths against patterns such as `/users/{id}`."""


def compile_pattern(pattern):
    return [part for part in pattern.split("/") if part]


def match(pattern, path):
    """The values of the pattern's holes, or None where the path is another one."""
    wanted = compile_pattern(pattern)
    given = compile_pattern(path)
    values = {}
    for index, part in enumerate(wanted):
        if part.startswith("{"):
            values[part[1:-1]] = given[index]
        elif part != given[index]:
            return None
    return values


def route(table, path):
    for pattern, target in table.items():
        values = match(pattern, path)
        if values is not None:
            return target, values
    return None, {}
