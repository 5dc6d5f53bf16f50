import Glibc
import Healing
import LogTail
import Patterns
import SystemCalls
import Testing

struct LogTailTests {
  @Test func tellsErrorsWithTheirTrace() throws {
    let log = try TailedFolder()
    try log.write(
      """
      2026-11-24T10:00:00.250Z INFO GET / 200
      2026-11-24T10:00:01.500Z ERROR shop[71]: request failed
      Traceback (most recent call last):
        File "/srv/shop/cart.py", line 3, in total
          return a[1]
      KeyError: 1
      2026-11-24T10:00:02Z INFO failing-request: {"method": "POST", "target": "/basket?id=7", "headers": [["a", "b"]], "body": "{}"}
      2026-11-24T10:00:03Z WARN slow

      """)
    #expect(log.look() == ["shop[71]: request failed"])
    let event = try #require(log.events.first)
    #expect(event.signal == .error)
    #expect(event.severity == .error)
    #expect(event.type == "KeyError")
    #expect(event.trace?.hasPrefix("Traceback (most recent call last):\n  File") == true)
    #expect(event.pid == 71)
    #expect(event.service == "shop")
    #expect(event.source == log.path())
    #expect(event.at == Timestamp(nanoseconds: 1_795_514_401_500_000_000))
    #expect(event.attributes?["failing_request"]?["target"] == "/basket?id=7")
    #expect(event.attributes?["failing_request"]?["body"] == "{}")
  }

  @Test func readsJSONLines() throws {
    let log = try TailedFolder()
    try log.write(
      #"""
      {"timestamp":"2026-11-24T10:00:01Z","level":"error","message":"no","pid":7,"exc_info":"Traceback (most recent call last):\n  File \"a.py\", line 3, in f\nKeyError: 1"}
      {"level":30,"msg":"fine"}
      {"level":50,"time":1795514402000,"msg":"bad","err":{"type":"TypeError","stack":"TypeError: x\n    at f (/a.js:1:2)"}}

      """#)
    #expect(log.look() == ["no"])
    #expect(log.look(after: .milliseconds(301)) == ["bad"])
    #expect(log.events.map(\.type) == ["KeyError", "TypeError"])
    #expect(log.events.map(\.at.nanoseconds) == [1_795_514_401_000_000_000, 1_795_514_402_000_000_000])
    #expect(log.events[0].pid == 7)
  }

  @Test func waitsForTheRestOfALineAndOfARecord() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] one\n[ERR")
    #expect(log.look() == [])
    try log.write("OR] two\n")
    #expect(log.look() == ["one"])
    #expect(log.look(after: .milliseconds(250)) == [])
    #expect(log.look(after: .milliseconds(100)) == ["two"])
    #expect(log.look(after: .seconds(1)) == [])
    // A line whose end never comes is taken in the end.
    try log.write("[ERROR] three")
    #expect(log.look() == [])
    #expect(log.look(after: .seconds(1)) == [])
    #expect(log.look(after: .milliseconds(1_200)) == ["three"])
    try log.write(" and the rest\n[ERROR] four\n[INFO] five\n")
    #expect(log.look() == ["four"])
  }

  @Test func goesOnAfterARestartBehindTheLastWholeRecord() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] one\n[ERROR] two\n more of two\n")
    #expect(log.look() == ["one"])
    try log.restart()
    try log.write(" and more\n[INFO] x\n")
    #expect(log.look() == ["two\n more of two\n and more"])
    try log.restart()
    #expect(log.look(after: .seconds(1)) == [])
    #expect(Set(log.events.map(\.id)).count == log.events.count)
  }

  @Test func givesTheSameIdsAgainWithoutACursor() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] one\n[ERROR] one\n[INFO] x\n")
    log.look()
    let cold = try LogTail(log.settings, TailedFolder.grammars)
    let again = cold.look(Moment(time: .unknown, uptime: .seconds(1))).flatMap(\.events)
    #expect(again.map(\.id) == log.events.map(\.id))
    #expect(Set(again.map(\.id)).count == 2)
  }

  @Test func waitsForAFileAndItsFolder() throws {
    let log = try TailedFolder("new/shop.log")
    #expect(log.look() == [])
    _ = try checked("mkdir") { mkdir(log.path("new"), 0o755) }
    try log.write("[ERROR] one\n[INFO] x\n", to: "new/shop.log")
    #expect(log.look() == ["one"])
    _ = try checked("unlink") { unlink(log.path("new/shop.log")) }
    #expect(log.look() == [])
    try log.write("[ERROR] two\n[INFO] x\n", to: "new/shop.log")
    #expect(log.look(after: .seconds(20)) == ["two"])
  }

  @Test func canStartAtTheEnd() throws {
    let log = try TailedFolder { $0.from = .end }
    try log.write("[ERROR] old\n[INFO] x\n")
    #expect(log.look() == [])
    try log.write("[ERROR] new\n[INFO] x\n")
    #expect(log.look() == ["new"])
    try log.rename("shop.log", "shop.log.1")
    try log.write("[ERROR] newer\n[INFO] x\n")
    #expect(log.look() == ["newer"])
  }

  @Test func tailsWhatAGlobMatchesButNoRotatedFiles() throws {
    let log = try TailedFolder("*.log*")
    for name in ["a.log", "b.log", "a.log.1", "b.log-20261123", "a.log.2.gz"] {
      try log.write("[ERROR] \(name)\n[INFO] x\n", to: name)
    }
    #expect(log.look().sorted() == ["a.log", "b.log"])
    try log.write("[ERROR] c.log\n[INFO] x\n", to: "c.log")
    #expect(log.look() == ["c.log"])
    #expect(log.cursors.keys.sorted() == ["a.log", "b.log", "c.log"].map(log.path))
  }

  @Test func opensOnlyFiles() throws {
    let log = try TailedFolder()
    _ = try checked("mkfifo") { mkfifo(log.path(), 0o644) }
    #expect(log.look() == [])
    #expect(log.look(after: .seconds(5)) == [])
  }

  @Test func unwrapsWhatContainersWrite() throws {
    let log = try TailedFolder()
    func docker(_ text: String, _ stream: String) -> String {
      #"{"log":"\#(text)","stream":"\#(stream)","time":"2026-11-24T10:00:00Z"}"# + "\n"
    }
    let lines = [
      docker(#"[ERROR] bad\n"#, "stderr"), docker(#"[INFO] fine\n"#, "stdout"),
      docker(#"Traceback (most recent call last):\n"#, "stderr"), docker(#"[INFO] fine\n"#, "stdout"),
      docker(#"  File \"a.py\", line 3, in f\n"#, "stderr"), docker("KeyError: ", "stderr"),
      docker(#"1\n"#, "stderr"),
    ]
    try log.write(lines.joined())
    #expect(log.look() == [])
    try log.restart()
    #expect(log.look(after: .seconds(1)) == [])
    #expect(log.look(after: .seconds(1)) == ["bad"])
    #expect(log.events[0].trace == "Traceback (most recent call last):\n  File \"a.py\", line 3, in f\nKeyError: 1")
    try log.write("2026-11-24T10:00:01Z stderr P [ERROR] in \n2026-11-24T10:00:01Z stderr F pieces\n")
    #expect(log.look() == [])
    #expect(log.look(after: .seconds(1)) == ["in pieces"])
  }

  @Test func keepsOfALongLineItsBeginning() throws {
    let log = try TailedFolder()
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000_000)
    try log.write("[ERROR] ")
    for _ in 0..<10 { try log.write(chunk) }
    for _ in 0..<60 where log.look() != [] { Issue.record("told before its end") }
    try log.write("\n[ERROR] next\n[INFO] x\n")
    let found = log.look()
    #expect(found.count == 2)
    #expect(found.first?.utf8.count == 64 * 1_024 - 8)
    #expect(found.last == "next")
  }

  @Test func survivesRubbish() throws {
    let log = try TailedFolder()
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20 { try log.write((0..<5_000).map { _ in UInt8.random(in: 0...255, using: &generator) }) }
    try log.write("\n[ERROR] after\n[INFO] x\n")
    #expect(log.look().last == "after")
  }

  @Test func countsRequests() throws {
    let log = try TailedFolder()
    try log.write(
      """
      127.0.0.1 - - [24/Nov/2026:10:00:00 +0000] "GET /a?x=1 HTTP/1.1" 200 12
      127.0.0.1 - - [24/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 500 12
      2026-11-24T10:00:00Z INFO GET /b 200 3ms
      2026-11-24T10:00:00Z INFO GET /b 200 70ms
      2026-11-24T10:00:00Z INFO nothing else

      """)
    log.look()
    #expect(log.events.count == 1)
    try log.write("GET /c 200 3ms\n")
    log.look()
    #expect(log.events.count == 1)
    log.look(after: .milliseconds(260))
    #expect(log.events.count == 2)
    let event = try #require(log.events.first)
    #expect(event.signal == .metric)
    #expect(event.message == "http.requests")
    #expect(event.value == 4)
    #expect(event.unit == "1")
    #expect(event.attributes?["failed"] == 1)
    #expect(event.attributes?["by_path"] == ["/a": ["requests": 2, "failed": 1], "/b": ["requests": 2, "failed": 0]])
    let counts = event.attributes?["seconds"]?["counts"]?.array?.compactMap(\.integer)
    #expect(counts == [0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    log.look(after: .seconds(1))
    try log.restart()
    log.look(after: .seconds(3))
    #expect(log.events.count == 2)
  }

  @Test func countsRequestsThatAPatternFinds() throws {
    let pattern = try Pattern(#"^done (?<method>\w+) (?<path>\S+) -> (?<status>\d+) in (?<ms>\d+)"#)
    let log = try TailedFolder { $0.requests = pattern }
    try log.write("done GET /a -> 503 in 20\ndone GET /b -> 200 in 2\nGET /c 200 3ms\n")
    log.look()
    log.look(after: .milliseconds(400))
    log.look(after: .milliseconds(400))
    #expect(log.events.compactMap(\.value).reduce(0, +) == 2)
    #expect(log.events.compactMap { $0.attributes?["failed"]?.integer }.reduce(0, +) == 1)
  }

  @Test func aCursorThatNobodyWroteIsTold() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] one\n[INFO] x\n")
    let tail = try LogTail(log.settings, TailedFolder.grammars)
    tail.resume([Cursor(monitor: "m", stream: log.path(), position: Array("{]".utf8), at: .unknown)])
    #expect(tail.takeWarnings().count == 1)
    #expect(tail.look(Moment(time: .unknown, uptime: .seconds(1))).flatMap(\.events).map(\.message) == ["one"])
  }
}
