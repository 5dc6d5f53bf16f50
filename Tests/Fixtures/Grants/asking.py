"""Asks the host for a service, as asking.c does."""
import json
import socket
import subprocess

import homeostasis


class Asking:
    id, version, kind = "org.example.asking", "1.0.0", "analyzer"
    summary = "asks the host for what it is told to"
    settings = {"type": "object"}

    def __init__(self, settings):
        pass

    def analyze(self, row, call):
        service, method = row.type.split(" ")
        if service == "face":
            status, text = homeostasis.OK, json.dumps(self.face(call, json.loads(row.title)))
        elif service == "direct":
            status, text = getattr(self, method)(row.title)
        else:
            try:
                status, text = homeostasis.OK, json.dumps(call.ask(service, method, json.loads(row.title)))
            except homeostasis.Failure as failure:
                status, text = failure.status, failure.text
        call.emit(homeostasis.Diagnosis(
            parent=row.id, cause=text, category=str(status), confidence=1.0, exceptions=[], locations=[], evidence=[],
            related=[]))

    def face(self, call, given):
        """Each function of the call once; what a test can compare."""
        call.progress(done=1, of=2)
        call.write(given["file"], "written")
        first = call.put("key", "one", version=0)
        try:
            call.put("key", "two", version=0)
        except homeostasis.Failure as failure:
            conflict = failure.status
        return {
            "read": call.read(given["file"]), "secret": call.secret("token"), "absent": call.get("none"),
            "state": call.get("key"), "version": first, "conflict": conflict,
            "run": call.run("sh", "-c", "cat", input="in")["output"], "http": call.http(given["url"])["status"],
            "now": call.now(),
        }

    def read(self, path):
        with open(path):
            return homeostasis.OK, ""

    def write(self, path):
        with open(path, "a"):
            return homeostasis.OK, ""

    def connect(self, port):
        with socket.create_connection(("127.0.0.1", int(port)), timeout=2):
            return homeostasis.OK, ""

    def run(self, program):
        return homeostasis.OK, subprocess.run([program], check=True, capture_output=True, text=True).stdout


homeostasis.export(Asking)
