"""NAME: a tester that finds every patch inconclusive. Write what it shall do instead."""
import homeostasis


class TYPE:
    id = "org.example.NAME"
    version = "0.1.0"
    summary = "finds every patch inconclusive"
    kind = "tester"
    settings = {"type": "object", "additionalProperties": False}

    def __init__(self, settings):
        pass

    def verify(self, patch, call):
        call.emit(homeostasis.Verdict(
            parent=patch.id, result="inconclusive", reason="not-written", patch_hash="", tree="",
            reproduced_before=False, fixed_after=False, passed=0, failed=0, skipped=0, flaky=0, duration_ns=0,
            failures=[]))


homeostasis.export(TYPE)
