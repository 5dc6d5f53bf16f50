"""Settings that live in a small file of `key = value` lines."""
import os

DEFAULTS = {"theme": "light", "size": "12"}


def load(path):
    """The settings of a file over the defaults; a file that is not there changes nothing."""
    settings = dict(DEFAULTS)
    with open(path) as lines:
        for line in lines:
            if "=" in line:
                key, value = line.split("=", 1)
                settings[key.strip()] = value.strip()
    return settings


def save(path, settings):
    changed = {key: value for key, value in settings.items() if DEFAULTS.get(key) != value}
    with open(path, "w") as out:
        for key in sorted(changed):
            out.write(f"{key} = {changed[key]}\n")
    return os.path.getsize(path)
