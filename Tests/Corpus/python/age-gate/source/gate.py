"""Decides who may enter, from the fields of a form."""

MINIMUM = {"cinema": 12, "club": 18}


def read_form(text):
    """Fields of `name=Ana&age=30`."""
    fields = {}
    for pair in text.split("&"):
        key, _, value = pair.partition("=")
        fields[key] = value
    return fields


def may_enter(place, form):
    fields = read_form(form)
    return fields["age"] >= MINIMUM[place]


def welcome(place, form):
    name = read_form(form)["name"]
    return f"Welcome {name}" if may_enter(place, form) else f"Sorry {name}"
