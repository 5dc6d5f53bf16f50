"""As counting_analyzer.c, without the counter. What a version of it is otherwise stands before this text."""
import os

import homeostasis


class Counting:
    id, version, kind, summary = "org.example.counting", "1.0.0", "analyzer", "answers with its category"

    def __init__(self, settings):
        pass

    def analyze(self, row, call):
        if row.type == globals().get("CRASH_ON"):
            os.abort()
        call.emit(homeostasis.Diagnosis(
            parent=row.id, cause="counted", category=globals().get("CATEGORY", "counted"), confidence=1.0,
            exceptions=[], locations=[], evidence=[], related=[]))


homeostasis.export(Counting)
