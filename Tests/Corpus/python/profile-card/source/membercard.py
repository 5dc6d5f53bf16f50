"""Shows the profile of a user as a card of text."""

DEFAULT_THEME = {"color": "grey", "border": "thin"}


def full_name(user):
    return " ".join(part for part in (user.get("first"), user.get("last")) if part)


def theme(user):
    chosen = dict(DEFAULT_THEME)
    chosen.update(user.get("theme", {}))
    return chosen


def card(user):
    """Three lines: name, city, color."""
    lines = [full_name(user)]
    lines.append("from " + user["city"].title())
    lines.append(theme(user)["colour"])
    return "\n".join(lines)
