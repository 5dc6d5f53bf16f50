"""A model server that plays what the name of the model says: server.py FOLDER

Speaks `POST /v1/chat/completions` and `POST /v1/messages`, prints its port, and ends with its standard input. A model is
called `ANSWER` or `WAY:ANSWER`; what it writes stands in FOLDER/ANSWER.txt. Each request is appended to
FOLDER/requests.jsonl before it is answered. A key that begins with `wrong` is refused.
"""

import json
import os
import select
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FOLDER = sys.argv[1]
LOCK = threading.Lock()
SEEN = {}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        way, _, answer = request["model"].rpartition(":")
        headers = {name.lower(): value for name, value in self.headers.items()}
        with LOCK:
            SEEN[request["model"]] = SEEN.get(request["model"], 0) + 1
            count = SEEN[request["model"]]
            with open(os.path.join(FOLDER, "requests.jsonl"), "a") as file:
                file.write(json.dumps({"path": self.path, "headers": headers, "body": request}) + "\n")
        key = headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer ")
        if key.startswith("wrong"):
            return self.say(401, {"error": {"message": "invalid key"}})
        if way == "late":
            # Until the client goes: no time has to be guessed.
            select.select([self.connection], [], [])
            self.close_connection = True
            return None
        if way == "busy" and count == 1:
            return self.say(429, {"error": {"message": "slow down"}}, [("Retry-After", "0")])
        if way in ("busy-for-long", "busy-for-a-while"):
            pause = "3600" if way == "busy-for-long" else "20"
            return self.say(429, {"error": {"message": "slow down"}}, [("Retry-After", pause)])
        if way == "down" or (way == "down-once" and count == 1):
            return self.say(500, {"error": {"message": "out of memory"}})
        if way == "redirect":
            return self.say(302, {}, [("Location", "http://127.0.0.1:1/")])
        if way == "html":
            return self.send(200, "text/html", b"<html>It works!</html>")
        if way == "huge":
            return self.write("x" * (2 << 20), way)
        path = os.path.join(FOLDER, answer + ".txt")
        if not os.path.exists(path):
            return self.say(404, {"error": {"message": "model not found"}})
        with open(path) as file:
            text = file.read()
        if way == "fence":
            text = "```json\n" + text + "\n```\n"
        if way == "prose":
            text = "<think>{maybe {this}</think>Sure! Here {it} is:\n\n" + text + "\n\nI hope that helps."
        if way == "twice":
            text = "either " + text + " or " + text
        return self.write(text, way)

    def write(self, text, way):
        usage = way != "uncounted"
        if self.path == "/v1/messages":
            answer = {"content": [{"type": "text", "text": text}], "stop_reason": "end_turn"}
            if way == "cut":
                answer["stop_reason"] = "max_tokens"
            if usage:
                answer["usage"] = {"input_tokens": 1000, "output_tokens": 100}
        elif self.path == "/v1/chat/completions":
            choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
            if way == "cut":
                choice["finish_reason"] = "length"
            answer = {"choices": [choice]}
            if usage:
                answer["usage"] = {"prompt_tokens": 1000, "completion_tokens": 100}
        else:
            return self.say(404, {"error": {"message": "no such path"}})
        return self.say(200, answer)

    def say(self, status, value, headers=()):
        self.send(status, "application/json", json.dumps(value).encode(), headers)

    def send(self, status, kind, body, headers=()):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
