"""Reads options of a command line."""


def parse(arguments):
    """Options `--name value` and `--flag`; the rest is positional."""
    options, rest = {}, []
    index = 0
    while index < len(arguments):
        word = arguments[index]
        if word.startswith("--"):
            following = arguments[index + 1]
            if following.startswith("--"):
                options[word[2:]] = True
            else:
                options[word[2:]] = following
                index += 1
        else:
            rest.append(word)
        index += 1
    return options, rest


def usage(names):
    return "usage: tool " + " ".join(f"[--{name}]" for name in sorted(names))
