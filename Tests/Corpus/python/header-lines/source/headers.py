"""Reads the headers of a message."""


def read(text):
    headers = {}
    for line in text.splitlines():
        if not line:
            break
        name, value = line.split(":")
        headers[name.strip().lower()] = value.strip()
    return headers


def host(text):
    return read(text).get("host")


def is_json(text):
    return read(text).get("content-type", "").startswith("application/json")
