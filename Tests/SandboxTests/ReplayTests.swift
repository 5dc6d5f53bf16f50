import Healing
import Testing

@testable import Sandbox

@Suite struct ReplayTests {
  /// Serves on a lent socket; `/item/N` divides by N.
  static let server = """
    import os, socket, sys, traceback
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/healthz":
                return self.answer(200, "ok")
            try:
                self.answer(200, str(100 // int(self.path.rsplit("/", 1)[1])))
            except ZeroDivisionError:
                traceback.print_exc()
                self.answer(500, "broken")

        def do_POST(self):
            size = int(self.headers.get("Content-Length", 0))
            self.answer(200, self.headers["X-Who"] + ":" + self.rfile.read(size).decode())

        def answer(self, status, text):
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *arguments):
            pass

    if int(os.environ["LISTEN_PID"]) != os.getpid() or os.environ["LISTEN_FDS"] != "1":
        sys.exit("no lent socket")
    server = HTTPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
    server.socket = socket.socket(fileno=3)
    server.serve_forever()

    """

  private func sandbox(_ server: String, health: String? = "/healthz") throws -> TestSandbox {
    try TestSandbox(["server.py": server], run: ["python3", "server.py"], health: health)
  }

  private func replay(
    _ sandbox: TestSandbox, _ request: FailingRequest, diff: String? = nil, wallMs: Int64 = 20_000
  ) throws -> ReplayResult {
    try sandbox.sessions.replay(
      SandboxReplay(session: sandbox.session, diff: diff, request: request, limits: SandboxLimits(wallMs: wallMs)))
  }

  @Test func failsBeforeAndIsAnsweredWithTheDiff() throws {
    let sandbox = try sandbox(Self.server)
    let request = FailingRequest(method: "GET", target: "/item/0", headers: [["Host", "shop.example"]])
    let before = try replay(sandbox, request)
    #expect(before.status == 500 && before.body == "broken", "\(before)")
    #expect(before.log.contains("ZeroDivisionError"))
    let diff = """
      --- a/server.py
      +++ b/server.py
      @@ -8,3 +8,3 @@
               try:
      -            self.answer(200, str(100 // int(self.path.rsplit("/", 1)[1])))
      +            self.answer(200, str(100 // max(1, int(self.path.rsplit("/", 1)[1]))))
               except ZeroDivisionError:

      """
    let after = try replay(sandbox, request, diff: diff)
    #expect(after.status == 200 && after.body == "100", "\(after)")
    #expect(!after.log.contains("ZeroDivisionError"))
  }

  @Test func sendsHeadersAndBody() throws {
    let result = try replay(
      try sandbox(Self.server),
      FailingRequest(
        method: "POST", target: "/x?y=1",
        headers: [["X-Who", "me"], ["Content-Length", "999"], ["Transfer-Encoding", "chunked"]], body: "hällo"))
    #expect(result.status == 200 && result.body == "me:hällo", "\(result)")
  }

  @Test func aServiceThatDiesDidNotStart() throws {
    let result = try replay(
      try sandbox("raise SystemExit('no database')\n"), FailingRequest(method: "GET", target: "/"))
    #expect(result.reason == "did-not-start" && result.log.contains("no database"), "\(result)")
  }

  @Test func aServiceThatIgnoresTheSocketIsUnsupported() throws {
    let sandbox = try sandbox(
      "import http.server\nhttp.server.HTTPServer(('127.0.0.1', 0), http.server.BaseHTTPRequestHandler).serve_forever()\n"
    )
    let result = try replay(sandbox, FailingRequest(method: "GET", target: "/"), wallMs: 1_500)
    #expect(result.reason == "unsupported", "\(result)")
  }

  @Test func aServiceThatDiesOfTheRequestGivesNoAnswer() throws {
    let deadly = Self.server.replacing("traceback.print_exc()", with: "traceback.print_exc(); os.abort()")
    let result = try replay(try sandbox(deadly), FailingRequest(method: "GET", target: "/item/0"))
    #expect(result.status == nil && result.reason == "no-answer", "\(result)")
    #expect(result.log.contains("ZeroDivisionError"))
  }

  @Test func aServiceThatHangsIsStoppedAtTheLimit() throws {
    let hanging = Self.server.replacing("traceback.print_exc()", with: "\n            while True: pass")
    let clock = ContinuousClock()
    let took = try clock.measure {
      let result = try replay(
        try sandbox(hanging), FailingRequest(method: "GET", target: "/item/0"), wallMs: 2_000)
      #expect(result.reason == "no-answer", "\(result)")
    }
    #expect(took < .seconds(15))
  }

  /// The lent socket belongs to the host's network: turned around, it could reach the host's services.
  @Test func theLentSocketCannotBeTurnedIntoAWayOut() throws {
    let sandbox = try sandbox(
      Self.server.replacing(
        "server.serve_forever()",
        with: """
          import ctypes
          libc = ctypes.CDLL(None, use_errno=True)
          class Address(ctypes.Structure):
              _fields_ = [("family", ctypes.c_ushort), ("port", ctypes.c_ushort), ("address", ctypes.c_uint), ("zero", ctypes.c_char * 8)]
          def attempt(name, *arguments):
              result = getattr(libc, name)(*arguments)
              print(name, "worked" if result >= 0 else "refused", flush=True)
          nowhere = Address(0, 0, 0, b"")
          host = Address(2, socket.htons(os.getppid() and 9), socket.htonl(0x7F000001), b"")
          other = socket.socket(fileno=os.dup(3))
          attempt("connect", other.fileno(), ctypes.byref(nowhere), 16)
          attempt("connect", other.fileno(), ctypes.byref(host), 16)
          attempt("sendto", other.fileno(), b"x", 1, 0x20000000, ctypes.byref(host), 16)
          server.serve_forever()
          """))
    let result = try replay(sandbox, FailingRequest(method: "GET", target: "/item/5"))
    #expect(result.status == 200 && result.body == "20", "\(result)")
    #expect(
      result.log.split(separator: "\n") == ["connect refused", "connect refused", "sendto refused"], "\(result.log)")
  }

  @Test(arguments: [
    FailingRequest(method: "GET /x", target: "/"), FailingRequest(method: "GET", target: "/a\r\nX: y"),
    FailingRequest(method: "GET", target: "http://other/"),
    FailingRequest(method: "GET", target: "/", headers: [["X", "a\r\nY: b"]]),
  ]) func aRequestThatIsNoneIsRefused(_ request: FailingRequest) throws {
    #expect(throws: StageFailure.self) { try HTTPRequestBytes.of(request) }
  }

  @Test func answersAreReadWhole() {
    func read(_ text: String, ended: Bool = false, head: Bool = false) -> HTTPAnswer? {
      HTTPAnswer(Array(text.utf8), ended: ended, head: head)
    }
    #expect(read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")?.body == Array("ok".utf8))
    #expect(read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok") == nil)
    #expect(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")?.status == 404)
    #expect(read("HTTP/1.0 500 No\r\n\r\nbody") == nil)
    #expect(read("HTTP/1.0 500 No\r\n\r\nbody", ended: true)?.body == Array("body".utf8))
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n"
    #expect(read(chunked) == nil)
    #expect(read(chunked + "0\r\n\r\n")?.body == Array("abcde".utf8))
    #expect(read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", head: true)?.body == [])
    #expect(read("SSH-2.0\r\n\r\n", ended: true) == nil)
    #expect(
      read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc", ended: true)?.status == 200)
  }
}
