"""Knows that a KeyError of three capital letters is a currency without a rate."""
import re

import homeostasis


class Currency:
    id = "org.example.currency"
    version = "1.0.0"
    summary = "names the currency that has no rate"
    kind = "analyzer"
    settings = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"confidence": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.8}},
    }

    def __init__(self, settings):
        self.confidence = settings.get("confidence", 0.8)

    def analyze(self, incident, call):
        found = re.fullmatch(r"KeyError: '([A-Z]{3})'", incident.title or "")
        if not found:
            return
        place = next((frame for frame in incident.frames or [] if frame.get("project")), None)
        locations = [{"file": place["file"], "line": place["line"], "score": 0.9}] if place else []
        call.emit(homeostasis.Diagnosis(
            parent=incident.id, cause=f"there is no rate for {found[1]}", category="missing-key",
            confidence=self.confidence, exceptions=[], locations=locations, evidence=[], related=[]))


homeostasis.export(Currency)
