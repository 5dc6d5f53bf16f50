# Longer than 400 lines: the interpreter gets it as one text, and in the sandbox there is no second file to import.
"""Tries many versions of a tree in one warm interpreter: forks for each, and gives each fresh modules of the project.

It runs inside the sandbox and nowhere else, and is asked on standard input: a JSON object on each line. What it answers
only says which versions are not worth a cold run; acceptance is decided by cold runs. Everything that a version could
leave behind (processes, files) is gone before the next one begins.
"""

import ast
import base64
import copy
import ctypes
import gc
import hashlib
import importlib
import importlib.machinery
import io
import json
import os
import re
import resource
import select
import shutil
import signal
import stat
import sys
import threading
import time
import traceback

ROOT = os.getcwd()
PRISTINE = "/run/homeostasis/tree"
LIBRARIES = re.compile(r"(^|/)((site|dist)-packages|lib(64)?/python[0-9.]+)/")
TESTS = re.compile(r"(^|/)(tests?/|test[^/]*\.py$|[^/]*_tests?\.py$|conftest\.py$)")
ANSWER_LIMIT = 8 << 20
DUMPABLE = 4


def own(path):
    """Whether a file is the project's."""
    return bool(path) and path.startswith(ROOT + "/") and not LIBRARIES.search(path[len(ROOT):])


def set_dumpable(on):
    # A process that is not dumpable keeps its memory and descriptors from others of the same user.
    ctypes.CDLL(None, use_errno=True).prctl(DUMPABLE, 1 if on else 0, 0, 0, 0)


class Folder:
    """What stands in a folder, so that it can be put back after a trial."""

    def __init__(self, path, pristine=None):
        self.path = path
        self.pristine = pristine
        self.device = os.lstat(path).st_dev
        self.known = dict(self.walk())

    def walk(self):
        waiting = [(self.path, "")]
        while waiting:
            folder, prefix = waiting.pop()
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = prefix + entry.name
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISDIR(status.st_mode):
                        yield name, (status.st_mode, status.st_uid)
                        if status.st_dev == self.device:
                            waiting.append((entry.path, name + "/"))
                    else:
                        # The time of change cannot be set by anyone.
                        yield name, (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    def restore(self):
        try:
            now = dict(self.walk())
        except OSError:
            # A folder that may not be entered any more: the modes are put back first.
            for name, mark in sorted(self.known.items()):
                if stat.S_ISDIR(mark[0]):
                    os.chmod(os.path.join(self.path, name), stat.S_IMODE(mark[0]))
            now = dict(self.walk())
        if now == self.known:
            return
        for name in sorted(now, reverse=True):
            if now[name] != self.known.get(name):
                self.remove(os.path.join(self.path, name))
        for name in sorted(self.known):
            if now.get(name) != self.known[name]:
                self.put_back(name)

    @staticmethod
    def remove(path):
        if os.path.isdir(path) and not os.path.islink(path):
            for folder, _, _ in os.walk(path):
                os.chmod(folder, 0o700)
            shutil.rmtree(path)
        elif os.path.lexists(path):
            os.remove(path)

    def put_back(self, name):
        target = os.path.join(self.path, name)
        mark = self.known[name]
        if stat.S_ISDIR(mark[0]):
            os.makedirs(target, exist_ok=True)
            os.chmod(target, stat.S_IMODE(mark[0]))
        else:
            if not self.pristine:
                raise OSError("a file of the sandbox itself was changed: " + target)
            shutil.copy2(os.path.join(self.pristine, name), target, follow_symlinks=False)
        status = os.lstat(target)
        if not stat.S_ISDIR(mark[0]):
            self.known[name] = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class CodeCache:
    """Code of the project's files by their bytes, so that only a changed file is compiled again."""

    def __init__(self):
        self.codes = {}

    def install(self):
        codes = self.codes
        compiled = importlib.machinery.SourceFileLoader.get_code

        def get_code(loader, name):
            path = loader.path
            if not own(path):
                return compiled(loader, name)
            data = loader.get_data(path)
            known = codes.get(path)
            if known is None or known[0] != data:
                known = codes[path] = (data, loader.source_to_code(data, path))
            return known[1]

        importlib.machinery.SourceFileLoader.get_code = get_code

    def fill(self, paths):
        for path in paths:
            if not own(path) or not path.endswith(".py"):
                continue
            try:
                with open(path, "rb") as file:
                    data = file.read()
                loader = importlib.machinery.SourceFileLoader("m", path)
                self.codes[path] = (data, loader.source_to_code(data, path))
            except (OSError, SyntaxError, ValueError):
                pass  # The import itself will tell.


class Lines:
    """The lines of the project's own code that run, for each test."""

    def __init__(self):
        self.found = {}
        self.current = None
        self.files = {}

    def file(self, code):
        name = code.co_filename
        if name not in self.files and name.startswith("<"):
            self.files[name] = None
        elif name not in self.files:
            path = os.path.abspath(name)
            relative = path[len(ROOT) + 1:]
            self.files[name] = relative if own(path) and not TESTS.search(relative) else None
        return self.files[name]

    def called(self, frame, event, argument):
        file = self.file(frame.f_code)
        if file is None:
            return None
        lines = self.current.setdefault(file, set())

        def line(frame, event, argument):
            if event == "line":
                lines.add(frame.f_lineno)
            return line

        lines.add(frame.f_lineno)
        return line

    def begin(self, test):
        self.current = self.found.setdefault(test, {})
        threading.settrace(self.called)
        sys.settrace(self.called)

    def end(self):
        sys.settrace(None)
        threading.settrace(None)

    def result(self):
        return {
            test: {file: sorted(lines) for file, lines in files.items()} for test, files in self.found.items()
        }


class Behaviour:
    """What the functions of some files do: called again as the tests called them, and with arguments near to those."""

    CALLS, TEXT, ALL = 6, 160, 400

    def __init__(self, files):
        self.files = {os.path.join(ROOT, file) for file in files}
        self.calls = {}

    def begin(self):
        sys.setprofile(self.called)

    def end(self):
        sys.setprofile(None)

    def called(self, frame, event, argument):
        code = frame.f_code
        if event != "call" or code.co_filename not in self.files or code.co_name.startswith("<"):
            return
        calls = self.calls.setdefault(code, [])
        if len(calls) < self.CALLS and not code.co_flags & 0x2AC:  # No generators, no coroutines, no open lists of arguments.
            names = code.co_varnames[:code.co_argcount + code.co_kwonlyargcount]
            try:
                calls.append({name: copy.deepcopy(frame.f_locals[name]) for name in names})
            except Exception:
                pass  # What cannot be copied cannot be called again.

    def functions(self):
        for module in list(sys.modules.values()):
            if getattr(module, "__file__", None) in self.files:
                for name, value in list(vars(module).items()):
                    if isinstance(value, type) and value.__module__ == module.__name__:
                        for inner, method in list(vars(value).items()):
                            yield name + "." + inner, getattr(method, "__func__", getattr(method, "fget", method))
                    else:
                        yield name, value

    @classmethod
    def near(cls, value):
        if isinstance(value, bool):
            return [not value]
        if isinstance(value, int):
            return [0, 1, -1, value + 1, value - 1]
        if isinstance(value, float):
            return [0.0, -value, value + 0.5]
        if isinstance(value, str):
            return ["", value.upper(), value + " ", value[1:], value + value]
        if isinstance(value, (list, tuple)):
            return [value[:0], value[:1], value[1:], value[::-1], value + value]
        if isinstance(value, dict):
            return [{}, dict(list(value.items())[1:])]
        return []

    def result(self):
        found = {}
        for name, function in self.functions():
            for arguments in self.calls.pop(getattr(function, "__code__", None), []):
                for changed in [arguments] + [{**arguments, key: new} for key in arguments for new in self.near(arguments[key])]:
                    if len(found) < self.ALL:
                        self.ask(name, function, changed, found)
        return found

    def ask(self, name, function, arguments, found):
        key = "%s(%s)" % (name, self.text(arguments))
        try:
            given = copy.deepcopy(arguments)
            signal.setitimer(signal.ITIMER_REAL, 0.5)
            answer = function(**given)
            found[key] = "%s, %s" % (self.text(answer), self.text(given))
        except Exception as error:
            found[key] = "raises " + type(error).__name__
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    @classmethod
    def text(cls, value, depth=0):
        if depth > 4:
            text = "..."
        elif isinstance(value, dict):
            text = "{%s}" % ", ".join("%s: %s" % (cls.text(k, depth + 1), cls.text(v, depth + 1)) for k, v in value.items())
        elif isinstance(value, (list, tuple)):
            text = "[%s]" % ", ".join(cls.text(item, depth + 1) for item in value)
        elif hasattr(value, "__dict__") and not callable(value):
            text = type(value).__name__ + cls.text(vars(value), depth + 1)
        else:
            text = re.sub(r"0x[0-9a-f]+", "", repr(value))
        return text[:cls.TEXT * 4] if depth else text[:cls.TEXT]


def shown(message):
    """A failure's text, of which the innermost frames and the beginning of the message are kept where it is long."""
    lines = [line[:500] for line in message.splitlines()]
    frames = [index for index, line in enumerate(lines) if line.startswith('  File "')]
    if len(lines) <= 120 or not frames:
        return "\n".join(lines[:120])
    # Before the frames stand those of the test runner, which nobody needs.
    start = next((index for index in frames if index >= frames[-1] - 60), frames[-1])
    opening = ["Traceback (most recent call last):"] if start > frames[0] else lines[:start]
    return "\n".join(opening + lines[start : frames[-1] + 60])


class Outcome:
    """What the tests of one trial showed."""

    def __init__(self, stop, lines):
        self.passed = []
        self.failed = []
        self.skipped = []
        self.stop = stop
        self.lines = lines

    def fail(self, test, message):
        self.failed.append({"test": test, "message": shown(message)})


class PytestRunner:
    """Runs tests as pytest does."""

    REFUSED = re.compile(r"^(-n|--numprocesses|--cov|--forked|--dist|--pdb|--looponfail|-f$)")

    def __init__(self, arguments):
        self.arguments = arguments
        self.session = None
        self.recorders = []
        if ROOT not in sys.path:
            sys.path.insert(0, ROOT)
        if any(self.REFUSED.match(argument) for argument in arguments):
            raise RuntimeError("these arguments of pytest cannot be kept warm")
        import pytest  # noqa: F401

    def paths(self):
        return [word for word in self.arguments if not word.startswith("-")]

    def options(self):
        return [word for word in self.arguments if word.startswith("-")] + ["-s", "--tb=native", "-p", "no:cacheprovider"]

    def configure(self):
        from _pytest.config import _prepareconfig
        from _pytest.main import Session

        config = _prepareconfig(self.options() + self.paths(), None)
        config._do_configure()
        recorders = self.recorders

        class Relay:
            """Registered once; what it passes on to belongs to the trial."""

            def pytest_runtest_logreport(self, report):
                for recorder in recorders:
                    recorder.pytest_runtest_logreport(report)

            def pytest_collectreport(self, report):
                for recorder in recorders:
                    recorder.pytest_collectreport(report)

        config.pluginmanager.register(Relay(), "homeostasis-relay")
        # Nobody reads what it prints.
        reporter = config.pluginmanager.getplugin("terminalreporter")
        if reporter is not None:
            config.pluginmanager.unregister(reporter)
        session = Session.from_config(config)
        config.hook.pytest_sessionstart(session=session)
        self.session = session

    def warm(self):
        """Keeps what does not depend on the project's source."""
        from _pytest.assertion import rewrite

        before = set(sys.modules)
        self.configure()
        # A conftest that loads the project's source would hide the changes of a candidate.
        for name in set(sys.modules) - before:
            path = getattr(sys.modules[name], "__file__", None)
            if own(path) and not path.endswith("conftest.py"):
                return False
        rewritten = {}
        original = rewrite._rewrite_test

        def rewrite_test(path, config):
            key = str(path)
            data = path.read_bytes()
            known = rewritten.get(key)
            if known is None or known[0] != data:
                known = rewritten[key] = (data, original(path, config))
            return known[1]

        rewrite._rewrite_test = rewrite_test
        self.rewrite = lambda path: rewrite_test(__import__("pathlib").Path(path), self.session.config)
        return True

    def fill(self, paths):
        for path in paths:
            if TESTS.search(path):
                try:
                    self.rewrite(path)
                except Exception:
                    pass  # The import itself will tell.

    @staticmethod
    def place(test):
        """A test's address; that of a file that could not be loaded is written with dots."""
        file = test.replace(".", "/") + ".py"
        return file if "::" not in test and not os.path.exists(test) and os.path.exists(file) else test

    def run(self, tests, outcome):
        if self.session is None:
            self.configure()
        session = self.session
        config = session.config

        class Recorder:
            def pytest_runtest_logreport(self, report):
                name = report.nodeid
                if report.failed:
                    outcome.fail(name, str(report.longrepr))
                elif report.skipped and not hasattr(report, "wasxfail"):
                    outcome.skipped.append(name)
                elif report.when == "call" or report.skipped:
                    outcome.passed.append(name)

            def pytest_collectreport(self, report):
                if report.failed:
                    outcome.fail(re.sub(r"\.py$", "", report.nodeid).replace("/", "."), str(report.longrepr))

        self.recorders.append(Recorder())
        try:
            session.perform_collect([self.place(test) for test in tests] if tests else self.paths() or None)
        except Exception as error:  # pytest.UsageError for a test that cannot be found any more, above all.
            if not outcome.failed:
                outcome.fail((tests or ["(collection)"])[0], "".join(traceback.format_exception(error)))
            return
        items = session.items
        for index, item in enumerate(items):
            following = items[index + 1] if index + 1 < len(items) else None
            if outcome.lines:
                outcome.lines.begin(item.nodeid)
            try:
                config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            finally:
                if outcome.lines:
                    outcome.lines.end()
            if outcome.failed and outcome.stop:
                break


class UnittestRunner:
    """Runs tests as `python -m unittest` does."""

    def __init__(self, arguments):
        import unittest  # noqa: F401

        self.arguments = arguments
        if ROOT not in sys.path:
            sys.path.insert(0, ROOT)

    def warm(self):
        return True

    def fill(self, paths):
        pass

    def load(self):
        import unittest

        loader = unittest.TestLoader()
        words = [word for word in self.arguments if word not in ("-v", "-q", "-b", "--verbose", "--quiet", "--buffer")]
        if words and words[0] != "discover":
            return loader.loadTestsFromNames(words)
        named = {"-s": ".", "-p": "test*.py", "-t": None}
        place = iter(words[1:])
        loose = []
        for word in place:
            if word in named:
                named[word] = next(place, None)
            elif word.startswith("-"):
                raise RuntimeError("the option %s of unittest is not known here" % word)
            else:
                loose.append(word)
        for key, word in zip(("-s", "-p", "-t"), loose):
            named[key] = word
        return loader.discover(named["-s"], named["-p"], named["-t"])

    def run(self, tests, outcome):
        import unittest

        def flat(suite):
            for test in suite:
                if isinstance(test, unittest.TestSuite):
                    yield from flat(test)
                else:
                    yield test

        wanted = set(tests or [])
        if wanted and not any("_FailedTest" in name for name in wanted):
            try:
                chosen = unittest.TestLoader().loadTestsFromNames(sorted(wanted))
            except Exception:
                chosen = self.load()
        else:
            chosen = self.load()
        keep = unittest.TestSuite(test for test in flat(chosen) if not wanted or test.id() in wanted)
        if wanted and keep.countTestCases() == 0:
            outcome.fail(sorted(wanted)[0], "the test is not found any more")

        class Result(unittest.TestResult):
            def startTest(self, test):
                super().startTest(test)
                if outcome.lines:
                    outcome.lines.begin(test.id())

            def stopTest(self, test):
                if outcome.lines:
                    outcome.lines.end()
                super().stopTest(test)

            def addSuccess(self, test):
                outcome.passed.append(test.id())

            def addFailure(self, test, error):
                outcome.fail(test.id(), "".join(traceback.format_exception(*error)))

            addError = addFailure

            def addSubTest(self, test, subtest, error):
                if error is not None:
                    self.addFailure(test, error)

            def addSkip(self, test, reason):
                outcome.skipped.append(test.id())

            def addExpectedFailure(self, test, error):
                outcome.passed.append(test.id())

            def addUnexpectedSuccess(self, test):
                outcome.fail(test.id(), "passed, and was expected to fail")

        result = Result()
        result.failfast = False
        result.buffer = False
        if outcome.stop:
            original = outcome.fail

            def fail(test, message):
                original(test, message)
                result.stop()

            outcome.fail = fail
        keep.run(result)


def late(number, frame):
    raise TimeoutError("a function does not come to its end")


class Server:
    def __init__(self, kind, arguments):
        # The protocol's descriptors are moved away from where anything prints.
        self.questions = os.fdopen(os.dup(0), "rb")
        self.answers = os.fdopen(os.dup(1), "wb")
        self.null = os.open("/dev/null", os.O_RDWR)
        for number in (0, 1):
            os.dup2(self.null, number)
        sys.dont_write_bytecode = True
        self.arguments = arguments
        self.tree = Folder(ROOT, PRISTINE)
        self.scratch = [Folder("/tmp")]
        home = os.environ.get("HOME")
        if home and os.access(home, os.W_OK | os.X_OK) and os.lstat(home).st_dev != os.lstat(ROOT).st_dev:
            self.scratch.append(Folder(home))
        sys.argv = [kind] + arguments
        sys.path[:] = [path for path in sys.path if path]
        self.runner = (PytestRunner if kind == "pytest" else UnittestRunner)(arguments)
        # What was answered for which version.
        self.known = {}
        self.codes = CodeCache()
        self.codes.install()

    # Trials

    def trial(self, question):
        """Runs tests in a child, and forgets everything about it but its answer."""
        cpu = max(1, int(question.get("cpu", 10)))
        wall = float(question.get("wall", 60))
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                self.child(question, cpu, writing)
            finally:
                os._exit(70)
        os.close(writing)
        data, late = self.read(reading, time.monotonic() + wall)
        os.close(reading)
        how = self.end(child)
        if late:
            return {"ended": "wall"}
        if data is None:
            return {"ended": "output"}
        try:
            answer = json.loads(data) if how == 0 else None
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            cause = "cpu" if os.WIFSIGNALED(how) and os.WTERMSIG(how) in (signal.SIGXCPU, signal.SIGKILL) else "died"
            return {"ended": cause, "status": how}
        answer["ended"] = "done"
        return answer

    @staticmethod
    def read(reading, deadline):
        parts, size = [], 0
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([reading], [], [], left)[0]:
                return None, True
            part = os.read(reading, 1 << 16)
            if not part:
                return b"".join(parts), False
            parts.append(part)
            size += len(part)
            if size > ANSWER_LIMIT:
                return None, False

    @staticmethod
    def end(child):
        """Ends the child and everything that it started: nothing else in this sandbox can be signalled."""
        # A child that has answered is ending by itself; its status tells how.
        limit = time.monotonic() + 0.2
        how = 0
        reaped = False
        while not reaped and time.monotonic() < limit:
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                how, reaped = status, True
            else:
                time.sleep(0.0002)
        while True:
            try:
                os.kill(-1, signal.SIGKILL)
            except ProcessLookupError:
                pass
            try:
                pid, status = os.waitpid(-1, 0)
                if pid == child:
                    how = status
            except ChildProcessError:
                break
        while True:
            try:
                os.kill(-1, signal.SIGKILL)
                time.sleep(0.0005)  # What is not this process's own child is reaped by the first one of the sandbox.
            except ProcessLookupError:
                return how

    def child(self, question, cpu, writing):
        os.setsid()
        set_dumpable(True)
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
        self.questions.close()
        self.answers.close()
        os.dup2(self.null, 2)
        lines = Lines() if question.get("trace") else None
        outcome = Outcome(question.get("stop", True), lines)
        sys.stdin = open(os.devnull)
        sys.stdout = io.TextIOWrapper(open(os.devnull, "wb"), write_through=True)
        sys.stderr = sys.stdout
        before = set(sys.modules) if question.get("modules") else None
        behaviour = Behaviour(question["behaviour"]) if question.get("behaviour") else None
        try:
            if behaviour:
                behaviour.begin()
            self.runner.run(question.get("tests"), outcome)
        except BaseException as error:
            outcome.fail("(the run)", "".join(traceback.format_exception(error)))
        if behaviour:
            behaviour.end()
        answer = {"passed": outcome.passed, "failed": outcome.failed, "skipped": outcome.skipped}
        if lines:
            answer["lines"] = lines.result()
        if behaviour:
            signal.signal(signal.SIGALRM, late)
            answer["behaviour"] = behaviour.result()
        if before is not None:
            loaded = [(name, getattr(module, "__file__", None)) for name, module in list(sys.modules.items())]
            answer["modules"] = [name for name, path in loaded if name not in before and not own(path) and path]
            answer["files"] = [path for _, path in loaded if own(path)]
        data = json.dumps(answer).encode()
        while data:
            data = data[os.write(writing, data):]
        os.close(writing)
        os._exit(0)

    # Questions

    def prepare(self):
        """A first trial tells what the tests load; what is not the project's own is kept loaded."""
        first = self.trial({"modules": True, "stop": False, "cpu": 60, "wall": 120})
        self.clean()
        if first.get("ended") != "done":
            return {"ready": False, "why": "the tests did not come to their end: %s" % first["ended"]}
        for name in first["modules"]:
            if name.split(".")[0] not in ("__main__", "conftest") and name not in sys.modules:
                try:
                    importlib.import_module(name)
                except BaseException:
                    pass  # It is then loaded by each trial, as it was by the first.
        self.isWarm = self.runner.warm()
        self.codes.fill(path for path in first["files"] if not TESTS.search(path))
        if self.isWarm:
            self.runner.fill(first["files"])
        if threading.active_count() > 1:
            return {"ready": False, "why": "a module that the tests load starts threads"}
        gc.collect()
        gc.freeze()
        return {
            "ready": True, "warm": self.isWarm, "passed": first["passed"], "failed": first["failed"],
            "skipped": first["skipped"],
        }

    def clean(self):
        self.tree.restore()
        for folder in self.scratch:
            folder.restore()

    def lay(self, edits):
        for edit in edits:
            path = os.path.join(ROOT, edit["path"])
            if edit.get("content") is None:
                os.remove(path)
                continue
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(base64.b64decode(edit["content"]))

    @staticmethod
    def shape(question):
        """The same for versions whose syntax trees are the same, and for no others; nothing where each is asked anew."""
        asked = question.get("question") or {}
        if not asked.get("tests") or asked.get("trace") or asked.get("behaviour"):
            return None
        parts = [json.dumps(asked, sort_keys=True)]
        for edit in question.get("edits", []):
            content = base64.b64decode(edit.get("content") or "")
            try:
                parts.append(edit["path"] + ast.dump(ast.parse(content)))
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                parts.append(edit["path"] + repr(content))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()

    def answer(self, line):
        question = json.loads(line)
        shape = self.shape(question)
        if shape in self.known:
            return {**self.known[shape], "known": True, "cpu": self.spent()}
        self.lay(question.get("edits", []))
        try:
            answer = self.trial(question.get("question") or {})
        finally:
            self.clean()
        # What is not steady is asked again.
        if shape and answer["ended"] == "done" and answer.get("failed"):
            self.known[shape] = answer
        answer["cpu"] = self.spent()
        return answer

    @staticmethod
    def spent():
        """Seconds of processor time so far, the children included."""
        times = os.times()
        return times.user + times.system + times.children_user + times.children_system

    def serve(self):
        self.say(self.prepare())
        for line in self.questions:
            self.say(self.answer(line))

    def say(self, answer):
        self.answers.write(json.dumps(answer).encode() + b"\n")
        self.answers.flush()


def alone():
    """Whether this is a sandbox with nobody else in it: only there may everything be ended after a trial."""
    others = [name for name in os.listdir("/proc") if name.isdigit() and int(name) not in (1, os.getpid())]
    return not others and os.getpid() != 1 and os.getuid() != 0 and os.path.isdir(PRISTINE)


def main():
    if not alone():
        sys.exit("this runs only as the one program of a sandbox")
    set_dumpable(False)
    Server(sys.argv[1], sys.argv[2:]).serve()


main()
