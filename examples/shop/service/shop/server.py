"""HTTP: a thread for each connection, on a lent or an own listening socket, ended in good order by SIGTERM."""

import json
import logging
import os
import select
import signal
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler

from shop import app

IDLE_SECONDS = 30
LAST_REQUEST_SECONDS = 5
LARGEST_BODY = 1 << 20

log = logging.getLogger("shop")
access = logging.getLogger("shop.access")


class Server:
    """Accepts until it is told to stop, then lets every connection finish what it has begun."""

    def __init__(self, listener):
        self.listener = listener
        self.listener.setblocking(False)
        self.wake, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker)  # A signal just before a select must end it, too.
        self.draining = threading.Event()

    def stop(self, *_):
        self.draining.set()

    def serve(self):
        """Serves until ``stop`` was called and the last connection has ended."""
        while not self.draining.is_set():
            ready, _, _ = select.select([self.listener, self.wake], [], [])
            if self.listener in ready:
                self.accept()
        self.listener.close()
        for thread in threading.enumerate():
            if thread is not threading.current_thread():
                thread.join()

    def accept(self):
        try:
            connection, address = self.listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        connection.setblocking(True)
        threading.Thread(target=self.converse, args=(connection, address)).start()

    def converse(self, connection, address):
        try:
            Conversation(connection, address, self)
        except (ConnectionError, TimeoutError):
            pass  # The client went away.
        finally:
            connection.close()


class Conversation(BaseHTTPRequestHandler):
    """One connection and the requests on it, one after the other."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True
    wbufsize = -1

    def handle_one_request(self):
        if self.wait_for_request():
            super().handle_one_request()
        else:
            self.close_connection = True

    def wait_for_request(self):
        """Whether a request has come. While the server drains, each connection may send one more."""
        ready, _, _ = select.select([self.connection, self.server.wake], [], [], IDLE_SECONDS)
        if self.connection in ready:
            return True
        if not ready:
            return False
        return bool(select.select([self.connection], [], [], LAST_REQUEST_SECONDS)[0])

    def respond(self):
        started = time.perf_counter()
        body = self.body()
        try:
            status, document = app.answer(self.command, self.path, body)
        except Exception:
            status, document = 500, {"error": "internal error"}
            log.exception("%s %s failed", self.command, self.path, extra={"request": self.remember(body)})
        self.send(status, document)
        access.info("%s %s %d %.1fms", self.command, self.path, status, (time.perf_counter() - started) * 1000)

    do_GET = do_POST = respond

    def body(self):
        length = min(int(self.headers.get("Content-Length") or 0), LARGEST_BODY)
        return self.rfile.read(length)

    def send(self, status, document):
        text = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        if self.server.draining.is_set():
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(text)
        self.wfile.flush()

    def remember(self, body):
        """The request as it came, so that it can be sent again."""
        return {
            "method": self.command,
            "target": self.path,
            "headers": [[name, value] for name, value in self.headers.items()],
            "body": body.decode("utf-8", "replace"),
        }

    def log_message(self, *_):
        pass  # The shop writes its own access lines.


class Lines(logging.Formatter):
    """One line for each record; a failure is followed by its traceback and by the request that caused it."""

    def format(self, record):
        text = super().format(record)
        request = getattr(record, "request", None)
        return f"{text}\nfailing-request: {json.dumps(request)}" if request else text


def listening_socket():
    """The socket that whoever started the shop lends to it, or one of its own at ``SHOP_LISTEN``."""
    if os.environ.get("LISTEN_PID") == str(os.getpid()) and int(os.environ.get("LISTEN_FDS", 0)) >= 1:
        return socket.socket(fileno=3)
    host, _, port = os.environ.get("SHOP_LISTEN", "127.0.0.1:8080").rpartition(":")
    return socket.create_server((host, int(port)), backlog=256)


def main():
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    server = Server(listening_socket())
    signal.signal(signal.SIGTERM, server.stop)
    signal.signal(signal.SIGINT, server.stop)
    log.info("serving on %s:%d", *server.listener.getsockname()[:2])
    server.serve()
    log.info("finished")
