"""Settings from text, `name = value`, with types."""


class SettingError(Exception):
    pass


def read(text):
    settings = {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        if "=" not in line:
            raise SettingError("line %d: `=` is missing" % number)
        name, value = line.split("=", 1)
        settings[name.strip()] = typed(value.strip())
    return settings


def typed(value):
    """A number where it is one, a truth value, else the text."""
    if value in ("on", "yes", "true"):
        return True
    if value in ("off", "no", "false"):
        return False
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


def merged(*layers):
    """Later layers win."""
    settings = {}
    for layer in layers:
        settings.update(layer)
    return settings


def lookup(settings, path, default=None):
    """`lookup(s, "a.b")` is s["a"]["b"]; the default where a part is missing or has no parts."""
    value = settings
    for part in path.split("."):
        try:
            value = value[part]
        except KeyError:
            return default
    return value
