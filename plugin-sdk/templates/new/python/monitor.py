"""NAME: a monitor that tells once that it watches. Write what it shall do instead."""
import time

import homeostasis


class TYPE:
    id = "org.example.NAME"
    version = "0.1.0"
    summary = "tells once that it watches"
    kind = "monitor"
    settings = {"type": "object", "additionalProperties": False}

    def __init__(self, settings):
        self.told = False

    def poll(self, call):
        if not self.told:
            # The id comes from the place that was read: a repeat is dropped as a twin.
            event = homeostasis.Event(
                id="NAME:1", service="unknown", source="NAME", signal="log", severity=9, message="NAME watches")
            call.emit(event, stream="NAME", cursor=b"1")
            self.told = True
        while not call.stopped():
            time.sleep(0.02)  # Wait for data here; the host calls again at once.


homeostasis.export(TYPE)
