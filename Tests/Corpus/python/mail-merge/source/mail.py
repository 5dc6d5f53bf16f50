"""Letters from a template."""


def salutation(name, formal=False):
    return f"Dear {name}" if formal else f"Hi {name}"


def closing(sender, formal=False):
    return f"Yours sincerely,\n{sender}" if formal else f"Bye,\n{sender}"


def letter(name, body, sender, formal=False):
    parts = [salutation(name, formel=formal) + ",", body.strip(), closing(sender, formal=formal)]
    return "\n\n".join(parts)


def letters(names, body, sender):
    return {name: letter(name, body, sender) for name in names}
