"""Merges nested configurations."""


def merge(base, extra):
    """`base` with what `extra` says; nested mappings are merged."""
    result = dict(base)
    for key, value in extra.items():
        if isinstance(value, dict):
            result[key] = merge(base[key], value)
        else:
            result[key] = value
    return result


def lookup(config, path):
    value = config
    for part in path.split("."):
        value = value[part]
    return value
