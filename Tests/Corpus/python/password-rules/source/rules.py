"""Checks passwords."""


def problems(password, minimum=8):
    """What is wrong with a password."""
    found = []
    if len(password) <= minimum:
        found.append("short")
    if not any(letter.isdigit() for letter in password):
        found.append("digit")
    if password.lower() == password:
        found.append("capital")
    return found


def is_good(password):
    return not problems(password)
