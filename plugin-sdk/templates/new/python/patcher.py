"""NAME: a patcher that proposes a restart for every diagnosis. Write what it shall do instead."""
import homeostasis


class TYPE:
    id = "org.example.NAME"
    version = "0.1.0"
    summary = "proposes a restart for every diagnosis"
    kind = "patcher"
    settings = {"type": "object", "additionalProperties": False}

    def __init__(self, settings):
        pass

    def propose(self, diagnosis, call):
        call.emit(homeostasis.Patch(
            parent=diagnosis.id, kind="mitigation", base="", title="restart it", score=0.1, suppresses=False, files=[],
            act={"verb": "restart"}))


homeostasis.export(TYPE)
