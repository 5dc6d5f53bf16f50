#!/usr/bin/python3
# Longer than 400 lines: an author imports or copies one file, and it is the program that the plugin's process runs.
"""Plugins in Python: write a class, and end the file with `homeostasis.export(Class)`. This file is the process that
the plugin runs in, too; it speaks the runner's protocol with the host. See docs/plugins/python.md."""
import base64
import ctypes
import errno
import json
import mmap
import os
import socket
import struct
import sys
import time
import traceback

OK, FAILED, INVALID, UNSUPPORTED, CANCELLED, BUSY, POISONED, ABSENT, CONFLICT, DENIED = range(10)
_KINDS = {FAILED: "failed", INVALID: "invalid", UNSUPPORTED: "unsupported", CANCELLED: "cancelled", BUSY: "busy",
          ABSENT: "absent", CONFLICT: "conflict", DENIED: "denied"}
_MARK = 0x31465348
_FRAME_AT_MOST = 96 << 20


class Failure(Exception):
    """Why a call or a row failed; raise it."""

    def __init__(self, status, code, text, place=""):
        super().__init__(text)
        self.status, self.code, self.text, self.place = status, code, text, place


class Row:
    """A record of the input. Its columns are attributes: str, int, float, bool, bytes, and JSON as Python values; None
    for a column that is absent."""

    def __init__(self, schema, id, parent, at, columns):
        self.schema, self.id, self.parent, self.at, self.columns = schema, id, parent, at, columns

    def __getattr__(self, column):
        if column.startswith("__"):
            raise AttributeError(column)
        return self.__dict__["columns"].get(column)


class Record:
    """What is emitted. The subclasses know the types of their columns; a wrong one is an error here, not at the host."""
    SCHEMA, COLUMNS = "", {}

    def __init__(self, parent="", id="", **columns):
        self.parent, self.id, self.columns = parent, id, {}
        for name, value in columns.items():
            kind = self.COLUMNS.get(name)
            if kind is None:
                raise TypeError(f"{self.SCHEMA} has no column {name}; it has {', '.join(sorted(self.COLUMNS))}")
            if kind is float and type(value) is int:
                value = float(value)
            if kind is not object and type(value) is not kind:
                raise TypeError(f"{self.SCHEMA}.{name} is {kind.__name__}, not {type(value).__name__}")
            self.columns[name] = value


def _record(name, schema, columns):
    return type(name, (Record,), {"SCHEMA": schema, "COLUMNS": columns, "__doc__": f"A record of {schema}."})


Event = _record("Event", "homeostasis.event/1", dict(
    service=str, source=str, signal=str, severity=int, message=str))
Diagnosis = _record("Diagnosis", "homeostasis.diagnosis/1", dict(
    cause=str, category=str, confidence=float, rule=str, exceptions=object, locations=object, evidence=object,
    reproduction=object, related=object))
Patch = _record("Patch", "homeostasis.patch/1", dict(
    kind=str, base=str, diff=str, title=str, template=str, score=float, edits=int, suppresses=bool, files=object,
    act=object))
Verdict = _record("Verdict", "homeostasis.verdict/1", dict(
    result=str, reason=str, patch_hash=str, tree=str, reproduced_before=bool, fixed_after=bool, passed=int, failed=int,
    skipped=int, flaky=int, duration_ns=int, failures=object))
Rollout = _record("Rollout", "homeostasis.rollout/1", dict(
    rollout=str, service=str, target=str, state=str, generation=int, previous=int, patch_hash=str, tree=str, undo=object,
    exposure=float, timings=object))

_STAGES = {
    "monitor": ([], [Event.SCHEMA]),
    "analyzer": (["homeostasis.incident/1"], [Diagnosis.SCHEMA]),
    "patcher": ([Diagnosis.SCHEMA], [Patch.SCHEMA]),
    "tester": ([Patch.SCHEMA], [Verdict.SCHEMA]),
    "deployer": ([Patch.SCHEMA, Rollout.SCHEMA], [Rollout.SCHEMA]),
}
_VERBS = {1: "create", 2: "start", 3: "drain", 4: "destroy", 5: "self_test", 10: "resume", 11: "poll", 12: "analyze",
          13: "propose", 14: "verify", 20: "prepare", 21: "switch_over", 22: "promote", 23: "roll_back", 24: "status"}
_FIRST = {"monitor": "poll", "analyzer": "analyze", "patcher": "propose", "tester": "verify", "deployer": "prepare"}
_exported = None


def export(stage):
    """Makes `stage` the one plugin of this file. Its class has id, version, summary and kind; settings (a JSON Schema)
    and needs when it has some."""
    global _exported
    if stage.kind not in _STAGES:
        raise TypeError(f"{stage.__name__}.kind is none of {', '.join(_STAGES)}")
    if not callable(getattr(stage, _FIRST[stage.kind], None)):
        raise TypeError(f"{stage.__name__} has no function {_FIRST[stage.kind]}")
    _exported = stage


class _Reader:
    def __init__(self, data):
        self.data, self.at = memoryview(data), 0

    def take(self, count):
        if count > len(self.data) - self.at:
            raise ValueError("a frame that ends too early")
        self.at += count
        return self.data[self.at - count:self.at]

    def byte(self):
        return self.take(1)[0]

    def number(self):
        return struct.unpack("<Q", self.take(8))[0]

    def signed(self):
        return struct.unpack("<q", self.take(8))[0]

    def blob(self):
        return bytes(self.take(self.number()))

    def text(self):
        return self.blob().decode("utf-8", "replace")

    def batch(self):
        """A packed batch: head, keys, rows and cells as in plugin.h, with distances from its begin for pointers."""
        count = self.number()
        self.take(-self.at % 8)
        data = self.take(count)
        key_count, count = struct.unpack_from("<Q", data, 64)[0], struct.unpack_from("<Q", data, 80)[0]

        def text(at):
            begin, length = struct.unpack_from("<QQ", data, at)
            return bytes(data[begin:begin + length]).decode("utf-8", "replace")

        keys = [text(96 + 16 * index) for index in range(key_count)]
        rows_at = 96 + 16 * key_count
        cells_at = rows_at + 48 * count
        schema, rows = text(16), []
        for index in range(count):
            at, first = rows_at + 48 * index, cells_at + 24 * key_count * index
            columns = {key: self.cell(data, first + 24 * place, text) for place, key in enumerate(keys)}
            rows.append(Row(schema, text(at), text(at + 16), struct.unpack_from("<q", data, at + 32)[0], columns))
        return schema, rows

    @staticmethod
    def cell(data, at, text):
        kind = struct.unpack_from("<I", data, at)[0]
        if kind == 1:
            return struct.unpack_from("<Q", data, at + 8)[0] != 0
        if kind in (2, 6):
            return struct.unpack_from("<q", data, at + 8)[0]
        if kind == 3:
            return struct.unpack_from("<d", data, at + 8)[0]
        if kind == 4:
            return text(at + 8)
        if kind == 5:
            begin, length = struct.unpack_from("<QQ", data, at + 8)
            return bytes(data[begin:begin + length])
        if kind != 7:
            return None
        try:
            return json.loads(text(at + 8))
        except ValueError:
            return None  # No JSON, although it says so: as if it were absent.


class _Writer:
    def __init__(self):
        self.parts = []

    def byte(self, value):
        self.parts.append(struct.pack("<B", value))

    def number(self, value):
        self.parts.append(struct.pack("<q", value))

    def blob(self, value):
        self.number(len(value))
        self.parts.append(value)

    def text(self, value):
        self.blob(value.encode("utf-8", "replace"))

    def batch(self, record, stream, cursor):
        """A packed batch of one record; see _Reader.batch."""
        keys = list(record.columns)
        texts, at = [], 96 + 16 * len(keys) + 48 + 24 * len(keys)

        def text(value):
            nonlocal at
            value = value if isinstance(value, bytes) else value.encode("utf-8", "replace")
            texts.append(value)
            at += len(value)
            return struct.pack("<QQ", at - len(value) if value else 0, len(value))

        head = struct.pack("<IIII", 96, 48, 0, 0) + text(record.SCHEMA) + text(stream) + text(cursor)
        head += struct.pack("<QQQQ", len(keys), 96, 1, 96 + 16 * len(keys))
        body = b"".join(text(key) for key in keys)
        body += text(record.id) + text(record.parent) + struct.pack("<qQ", 0, 0)
        body += b"".join(self.cell(record.columns[key], record.COLUMNS[key], text) for key in keys)
        packed = head + body + b"".join(texts)
        self.number(len(packed))
        self.parts.append(bytes(-sum(map(len, self.parts)) % 8))
        self.parts.append(packed)

    @staticmethod
    def cell(value, declared, text):
        if value is None:
            return bytes(24)
        if declared is bool or declared is int:
            return struct.pack("<IIqQ", 1 if declared is bool else 2, 0, int(value), 0)
        if declared is float:
            return struct.pack("<IIdQ", 3, 0, value, 0)
        if declared is str:
            return struct.pack("<II", 4, 0) + text(value)
        return struct.pack("<II", 7, 0) + text(json.dumps(value))

    def bytes(self):
        return b"".join(self.parts)


class Call:
    """The call that is under way: `attempt`, `service`, `context` (rows by schema), and what may be asked of the host."""

    def __init__(self, runner, sequence, reader):
        self._runner, self._sequence, self._enough = runner, sequence, False
        self.id, self.attempt, self.trace = reader.text(), reader.number(), reader.text()
        limit = reader.signed()
        self.deadline = time.monotonic() + limit / 1e9 if limit else None
        self.settings = reader.text()
        self.granted = reader.text().split()
        self.context = dict(reader.batch() for _ in range(reader.number()))
        self.input = reader.batch()[1] if reader.byte() else []
        self.complaints = []

    @property
    def service(self):
        return (self.context.get("homeostasis.service/1") or [None])[0]

    def stopped(self):
        """Whether to stop now; ask in every loop and wait."""
        return (self._enough or self._runner.stop_word() >= self._sequence
                or (self.deadline is not None and time.monotonic() >= self.deadline))

    def emit(self, record, stream="", cursor=b""):
        """Hands a record over; after "enough" this does nothing. Raises a Failure when the host did not take it."""
        if self._enough:
            return
        status = self._runner.emit(record, stream, cursor)
        if status == CANCELLED:
            self._enough = True
        elif status != OK:
            raise Failure(status, "emit.refused", "the host did not take the record")

    def read(self, path):
        """The text or bytes of a file: relative to the service's root, or an absolute path that is granted."""
        said = self.ask("homeostasis.files/1", "read", {"path": path})
        return said["text"] if said.get("text") is not None else base64.b64decode(said["base64"])

    def write(self, path, content):
        """Replaces a file that is granted for writing; str or bytes."""
        kind = {"text": content} if isinstance(content, str) else {"base64": base64.b64encode(content).decode()}
        self.ask("homeostasis.files/1", "write", {"path": path, **kind})

    def secret(self, name):
        return self.ask("homeostasis.secrets/1", "read", {"name": name})["value"]

    def run(self, program, *arguments, environment=None, input=None, directory=None, seconds=0):
        """Lets the host run a granted program; a dict with reason, code, output, errors."""
        return self.ask("homeostasis.exec/1", "run", {
            "program": program, "arguments": list(arguments), "environment": environment or {}, "input": input,
            "directory": directory, "wall_ms": int(seconds * 1000)})

    def http(self, url, method="GET", headers=None, body=None, seconds=0):
        """Lets the host send a request to a granted address; a dict with status, headers, text or base64."""
        return self.ask("homeostasis.http/1", "request", {
            "method": method, "url": url, "headers": [list(pair) for pair in (headers or {}).items()], "body": body,
            "wall_ms": int(seconds * 1000)})

    def get(self, key):
        """The value and version of one of the plugin's own keys; None: there is none."""
        try:
            said = self.ask("homeostasis.state/1", "get", {"key": key})
        except Failure as failure:
            if failure.status == ABSENT:
                return None
            raise
        return said["value"], said["version"]

    def put(self, key, value, version=None):
        """Keeps a text; with a version only if the key has it still (0: it is new). Returns the new version."""
        return self.ask("homeostasis.state/1", "put", {"key": key, "value": value, "version": version})["version"]

    def now(self):
        """The host's time in nanoseconds since 1970."""
        return self.ask("homeostasis.clock/1", "now", {})["unix_ns"]

    def progress(self, **said):
        """A sign of life for the display, such as done=3, of=10."""
        if "homeostasis.progress/1" in self.granted:
            self.ask("homeostasis.progress/1", "tell", said)

    def attempt(self, diffs, command=(), base=""):
        """Tries patches in a warm copy of the service's tree; one dict with result or failure for each."""
        trial = self.ask("homeostasis.trial/1", "open", {"base": base})["trial"]
        try:
            limits = {"wall_ms": 0, "cpu_ms": 0, "memory_bytes": 0, "output_bytes": 0}
            return self.ask("homeostasis.trial/1", "try", {
                "trial": trial, "diffs": list(diffs), "command": list(command), "limits": limits})
        finally:
            self.ask("homeostasis.trial/1", "close", {"trial": trial})

    def ask(self, service, method, request):
        """One method of a host service; the answer as a Python value."""
        return self._runner.service(service, method, request)


class _Lane:
    """The words of one direction in the memory that is shared with the host, and where its room begins."""

    def __init__(self, words, first, room):
        self.words, self.first, self.room = words, first, room

    def word(name, index):
        return property(lambda self: self.words[self.first + index],
                        lambda self, value: self.words.__setitem__(self.first + index, value), doc=name)

    sequence, begin, end, sleeps = word("sequence", 0), word("begin", 1), word("end", 2), word("sleeps", 16)


class _Runner:
    """Frames in shared memory; the socket is the bell, and carries what is too long. The host's decision 0007 has it."""
    PAGE, ROOM = 4096, 4 << 20

    def __init__(self):
        self.socket = socket.socket(fileno=3)
        self.memory = memoryview(mmap.mmap(4, self.PAGE + 2 * self.ROOM))
        # A word of a view of this type is read and written whole.
        self.words = self.memory[:self.PAGE].cast("Q")
        self.theirs = _Lane(self.words, 8, self.PAGE)
        self.mine = _Lane(self.words, 32, self.PAGE + self.ROOM)
        self.sent = self.received = 0

    def stop_word(self):
        return self.words[0]

    def send(self, body):
        fits = len(body) <= self.ROOM
        if fits:
            self.memory[self.mine.room:self.mine.room + len(body)] = body
        self.mine.begin, self.mine.end = 0, len(body) if fits else 0
        self.sent += 1
        self.mine.sequence = self.sent
        os.sched_yield()  # A system call orders the word before the look at whether the host sleeps.
        if not fits:
            self.socket.sendall(struct.pack("<II", _MARK, len(body)) + body)
        elif self.mine.sleeps:
            self.mine.sleeps = 0
            self.socket.sendall(struct.pack("<II", _MARK, 0))

    def receive(self):
        long = None
        while self.theirs.sequence == self.received:
            self.theirs.sleeps = 1
            os.sched_yield()  # As above.
            if self.theirs.sequence == self.received:
                long = self._over_socket() or long
        self.received += 1
        begin, end = self.theirs.begin, self.theirs.end
        if end:
            return _Reader(bytes(self.memory[self.theirs.room + begin:self.theirs.room + end]))
        while long is None:
            long = self._over_socket()
        return _Reader(long)

    def _over_socket(self):
        """The bytes of a frame; None: it was a bell."""
        mark, count = struct.unpack("<II", self._exactly(8))
        if mark != _MARK or count > _FRAME_AT_MOST:
            raise ValueError("bytes that are no frame")
        return self._exactly(count) if count else None

    def _exactly(self, count):
        data = bytearray()
        while len(data) < count:
            part = self.socket.recv(min(count - len(data), 1 << 20))
            if not part:
                os._exit(0)  # The host is gone: so are we.
            data += part
        return bytes(data)

    def emit(self, record, stream, cursor):
        writer = _Writer()
        writer.byte(18)
        writer.byte(1 if record.SCHEMA == Rollout.SCHEMA or cursor else 0)
        writer.batch(record, stream, cursor)
        self.send(writer.bytes())
        reader = self.receive()
        if reader.byte() != 3:
            raise ValueError("no answer to a batch")
        return reader.number()

    def service(self, service, method, request):
        writer = _Writer()
        writer.byte(19)
        writer.text(service)
        writer.text(method)
        writer.blob(json.dumps(request).encode())
        self.send(writer.bytes())
        reader = self.receive()
        if reader.byte() != 4:
            raise ValueError("no answer to a request")
        status, body = reader.number(), reader.blob()
        said = json.loads(body) if body else None
        if status != OK:
            said = said if isinstance(said, dict) else {}
            raise Failure(status, said.get("code", f"service.status-{status}"), said.get("message", "failed"))
        return said

    def done(self, status, complaints):
        writer = _Writer()
        writer.byte(21)
        writer.number(status)
        writer.text(json.dumps(complaints) if complaints else "")
        self.send(writer.bytes())


def _describe(stage):
    consumes, produces = _STAGES[stage.kind]
    return {
        "id": stage.id, "kind": stage.kind, "version": stage.version, "summary": stage.summary,
        "settings_schema": getattr(stage, "settings", {"type": "object", "additionalProperties": False}),
        "consumes": consumes, "produces": produces, "needs": list(getattr(stage, "needs", [])), "capabilities": 4,
        "runtime": f"python {sys.version_info.major}.{sys.version_info.minor}", "abi": [1, 0],
    }


def _guarded(call, record, body):
    """Runs `body`; nothing that it raises gets further."""
    try:
        body()
        return OK
    except Failure as failure:
        status, code, text, place = failure.status, failure.code, failure.text, failure.place
    except Exception as error:  # The edge of the plugin: whatever it raises is told to the host.
        last = traceback.extract_tb(error.__traceback__)[-1]
        status, code, text = FAILED, "plugin.exception", f"{type(error).__name__}: {error}{_remedy(error)}"
        place = f"{os.path.basename(last.filename)}:{last.lineno}"
    failure = {"kind": _KINDS.get(status, "failed"), "code": code, "place": place, "message": text}
    call.complaints.append({"failure": failure, "record": record})
    return status


def _perform(stage, instance, verb, call):
    """Returns the status, and the instance."""
    made = [instance]

    def create():
        made[0] = stage(json.loads(call.settings or "{}"))

    if verb == "create":
        return _guarded(call, "", create), made[0]
    function = getattr(instance, verb, None)
    if function is None:
        return (OK if verb in ("start", "drain", "destroy", "self_test", "resume") else UNSUPPORTED), instance
    if verb in ("start", "drain", "destroy", "self_test", "poll"):
        return _guarded(call, "", lambda: function(call)), instance
    if verb == "resume":
        return _guarded(call, "", lambda: function(call.input, call)), instance
    status = OK
    for row in call.input:
        if call._enough:
            return OK, instance
        if call.stopped():
            return CANCELLED, instance
        status = _guarded(call, row.id, lambda: function(row, call))
        if status in (BUSY, POISONED):
            return status, instance
    return (status if len(call.input) == 1 else OK), instance


class _Confinement(ctypes.Structure):
    """sc_confinement of the host's own system_calls.h."""
    _fields_ = [("readable", ctypes.POINTER(ctypes.c_char_p)), ("readable_count", ctypes.c_size_t),
                ("reads_everything", ctypes.c_bool), ("opens_sockets", ctypes.c_bool),
                ("writable", ctypes.POINTER(ctypes.c_char_p)), ("writable_count", ctypes.c_size_t),
                ("ports", ctypes.POINTER(ctypes.c_uint16)), ("port_count", ctypes.c_size_t)]


_SYSTEM = ["/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives", "/proc/self",
           "/proc/sys/vm/overcommit_memory", "/sys/devices/system/cpu", "/dev/urandom", "/dev/zero"]
_place = ""


def _confine(library, observes, readable, writable, ports):
    """From here on this process can do no more than the grants of its stage say: as in the runner of native plugins,
    and by the same code. Before anything of the plugin is read."""
    own = [sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(os.path.abspath(__file__)), library]
    readable = own + [path for path in sys.path if path] + _SYSTEM + readable

    def texts(paths):
        return (ctypes.c_char_p * len(paths))(*map(os.fsencode, paths))

    rules = _Confinement(texts(readable), len(readable), observes, observes, texts(writable), len(writable),
                         (ctypes.c_uint16 * len(ports))(*ports), len(ports))
    confinement = ctypes.CDLL(os.environ["HOMEOSTASIS_CONFINEMENT"], use_errno=True)
    if confinement.sc_confine(ctypes.byref(rules)) != 0:
        raise OSError(ctypes.get_errno(), "confine")


def _remedy(error):
    """What would grant an act that the system has refused; empty for any other error."""
    if not isinstance(error, OSError) or error.errno not in (errno.EACCES, errno.EPERM, errno.EAFNOSUPPORT):
        return ""
    files = [os.path.basename(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    if "subprocess.py" in files:
        return f". This process may start no other; add `grants: {{exec: [PROGRAM]}}` to the stage{_at()} and use call.run"
    if error.filename is not None:
        return f". It is not granted: add `grants: {{files: [{os.path.abspath(error.filename)}]}}` to the stage{_at()}"
    return (f". If it is a connection: add `grants: {{http: [{{to: 'HOST:PORT', sockets: true}}]}}` to the stage{_at()},"
            " or use call.http")


def _at():
    return f" at {_place}" if _place else " in the configuration"


def _load(path):
    with open(path, "rb") as file:
        code = compile(file.read(), os.path.basename(path), "exec")
    exec(code, {"__name__": "__homeostasis__", "__file__": path})
    if _exported is None:
        raise TypeError("the file does not end with homeostasis.export(...)")
    return _exported


def _main():
    runner = _Runner()
    os.dup2(2, 1)  # What the plugin prints must not get into anybody's output.
    reader = runner.receive()
    if reader.byte() != 1:
        raise ValueError("the host does not begin with a file")
    global _place
    library, _, role = reader.text(), reader.text(), reader.byte()
    readable, writable, ports = (list(filter(None, reader.text().split("\n"))) for _ in range(3))
    _place = reader.text()
    writer = _Writer()
    try:
        _confine(library, role == 1, readable, writable, [int(port) for port in ports])
    except (OSError, KeyError) as error:
        writer.byte(17)
        writer.text(f"its process cannot be confined: {error}; see `homeostasis doctor`")
        runner.send(writer.bytes())
        return 1
    try:
        stage = _load(library)
    except Exception as error:  # Whatever the file raises is the reason why it is refused.
        writer.byte(17)
        writer.text(f"{type(error).__name__}: {error}")
        runner.send(writer.bytes())
        return 1
    writer.byte(16)
    writer.text(json.dumps(_describe(stage)))
    runner.send(writer.bytes())
    instance = None
    while True:
        reader = runner.receive()
        if reader.byte() != 2:
            raise ValueError("a frame that is not a call")
        verb = _VERBS.get(reader.byte())
        call = Call(runner, reader.number(), reader)
        status, instance = _perform(stage, instance, verb, call) if verb else (UNSUPPORTED, instance)
        runner.done(status, call.complaints)
        if verb == "destroy":
            return 0


if __name__ == "__main__":
    sys.modules["homeostasis"] = sys.modules["__main__"]
    sys.exit(_main())
