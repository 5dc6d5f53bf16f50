"""NAME: a deployer that refuses every patch. Write what it shall do instead."""
import homeostasis


class TYPE:
    id = "org.example.NAME"
    version = "0.1.0"
    summary = "refuses every patch"
    kind = "deployer"
    settings = {"type": "object", "additionalProperties": False}

    def __init__(self, settings):
        pass

    # Each verb is called again after a crash with the same record: make all of them idempotent.
    def prepare(self, row, call):
        raise homeostasis.Failure(homeostasis.UNSUPPORTED, "NAME.unfinished", "NAME deploys nothing yet")

    switch_over = promote = roll_back = status = prepare


homeostasis.export(TYPE)
