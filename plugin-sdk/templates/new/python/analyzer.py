"""NAME: an analyzer that names the class of every incident. Write what it shall do instead."""
import homeostasis


class TYPE:
    id = "org.example.NAME"
    version = "0.1.0"
    summary = "names the class of every incident"
    kind = "analyzer"
    settings = {"type": "object", "additionalProperties": False}

    def __init__(self, settings):
        pass

    def analyze(self, incident, call):
        if not incident.type:
            return  # No answer: the next analyzer is asked.
        call.emit(homeostasis.Diagnosis(
            parent=incident.id, cause=incident.title, category=incident.type, confidence=0.1, exceptions=[],
            locations=[], evidence=[], related=[]))


homeostasis.export(TYPE)
