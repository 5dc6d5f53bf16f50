"""Release tags of a repository: v1.2.3, v1.2.3-rc1."""

import re

TAG = re.compile(r"^v(\d)\.(\d)\.(\d+)(?:-rc(\d+))?$")
FINAL = 10 ** 6


def parse(tag):
    """A key to sort by; None for other tags. A candidate comes before its release."""
    match = TAG.match(tag)
    if match is None:
        return None
    major, minor, patch, candidate = match.groups()
    return int(major), int(minor), int(patch), int(candidate) if candidate else FINAL


def newest(tags, candidates=False):
    """The newest tag of all; candidates only when asked for."""
    best = None
    for tag in tags:
        key = parse(tag)
        if key is None:
            continue
        if key[3] != FINAL and not candidates:
            continue
        if best is None or key > best[0]:
            best = (key, tag)
    return best[1] if best else None


def bump(tag, part):
    key = parse(tag)
    if key is None:
        raise ValueError("%r is no release tag" % tag)
    major, minor, patch, _ = key
    if part == "major":
        return "v%d.0.0" % (major + 1)
    if part == "minor":
        return "v%d.%d.0" % (major, minor + 1)
    return "v%d.%d.%d" % (major, minor, patch + 1)


def series(tags):
    """The tags by `major.minor`."""
    found = {}
    for tag in tags:
        key = parse(tag)
        if key is not None:
            found.setdefault("%d.%d" % key[:2], []).append(tag)
    return found
