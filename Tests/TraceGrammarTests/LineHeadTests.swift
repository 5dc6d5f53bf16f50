import Glibc
import Healing
import Testing
import TraceGrammar

struct LineHeadTests {
  private func head(_ line: String) -> LineHead { Array(line.utf8).withUnsafeBytes { LineHead($0) } }

  private func textBehindHead(_ line: String) -> String {
    String(decoding: Array(line.utf8)[head(line).textStart...], as: UTF8.self)
  }

  @Test(arguments: [
    ("2026-11-24 10:00:00,123 ERROR shop: no", Severity.error, "shop: no"),
    ("2026-11-24T10:00:00.123Z [warn] no", .warning, "no"),
    ("2026/11/24 10:00:00 [error] 71#0: *1 open() failed", .error, "71#0: *1 open() failed"),
    ("[2026-11-24 10:00:00 +0000] [71] [CRITICAL] WORKER TIMEOUT", .fatal, "[71] [CRITICAL] WORKER TIMEOUT"),
    ("24-Nov-2026 10:00:00.123 SEVERE [main] no", .error, "[main] no"),
    ("Nov 24 10:00:00 vm shop[71]: FATAL: no", .fatal, "vm shop[71]: FATAL: no"),
    ("E1124 10:00:00.123456 71 shop.go:4] no", nil, "71 shop.go:4] no"),
    ("<11>1 2026-11-24T10:00:00Z vm shop - - - no", .error, "vm shop - - - no"),
    ("1795514400.123 DEBUG no", .debug, "no"),
    ("ERROR:root:no", .error, "root:no"),
    ("ERROR: no", .error, "no"),
    ("[ERROR] no", .error, "no"),
    ("error: no", .error, "no"),
    ("level=error msg=\"no\"", .error, "level=error msg=\"no\""),
    ("ts=2026-11-24T10:00:00Z level=warn msg=no", .warning, "ts=2026-11-24T10:00:00Z level=warn msg=no"),
    ("INFO:     127.0.0.1:4 - \"GET / HTTP/1.1\" 200 OK", .info, "127.0.0.1:4 - \"GET / HTTP/1.1\" 200 OK"),
    ("2026-11-24 10:00:00.123  WARN 71 --- [main] c.a.B : no", .warning, "71 --- [main] c.a.B : no"),
    ("10:00:00.123 [main] INFO c.a.B - no", .info, "[main] INFO c.a.B - no"),
    ("Tue Nov 24 10:00:00 2026 no", nil, "no"),
    ("127.0.0.1 - - [24/Nov/2026:10:00:00 +0000] \"GET /e HTTP/1.1\" 500 -", nil, "\"GET /e HTTP/1.1\" 500 -"),
    ("GET /a 200 3ms", nil, "GET /a 200 3ms"),
    (#"{"level":"error","msg":"no"}"#, .error, #"{"level":"error","msg":"no"}"#),
    (#"{"msg":"no","level":50}"#, .error, #"{"msg":"no","level":50}"#),
    (#"{"message":"no","severity": "WARNING"}"#, .warning, #"{"message":"no","severity": "WARNING"}"#),
  ])
  func knowsTheStartOfARecord(line: String, severity: Severity?, text: String) {
    #expect(head(line).startsRecord)
    #expect(head(line).severity == severity)
    #expect(textBehindHead(line) == text)
  }

  @Test(arguments: [
    "", " ", "  File \"a.py\", line 3, in f", "\tat a.b(C.java:1)", "KeyError: 1", "Traceback (most recent call last):",
    "second line of a message", "{ not json", "Caused by: java.io.IOException: x", "9 bottles", "12:30", "2026-11",
    "GET away from here 200", "| x", "  + Exception Group Traceback (most recent call last):", "an error happened",
    "<not a priority>", "Errors: 3", "1234567890123456789012 too long",
  ])
  func knowsWhatStartsNone(line: String) { #expect(!head(line).startsRecord) }

  @Test(arguments: [
    ("2026-11-24T10:00:00Z", "2026-11-24T10:00:00.000"), ("2026-11-24 10:00:00,250", "2026-11-24T09:00:00.250"),
    ("2026-11-24T10:00:00.25+02:00", "2026-11-24T08:00:00.250"), ("2026/11/24 10:00:00", "2026-11-24T09:00:00.000"),
    ("24/Nov/2026:10:00:00 -0130", "2026-11-24T11:30:00.000"), ("[24-Nov-2026 10:00:00.5]", "2026-11-24T09:00:00.500"),
    ("Nov 24 10:00:00", "2026-11-24T09:00:00.000"), ("Dec  3 10:00:00", "2025-12-03T09:00:00.000"),
    ("Tue Nov 24 10:00:00 2026", "2026-11-24T09:00:00.000"), ("10:00:00.123", "2026-11-24T09:00:00.123"),
    ("1795514400", "2026-11-24T10:00:00.000"), ("1795514400123", "2026-11-24T10:00:00.123"),
    ("1795514400.5 x", "2026-11-24T10:00:00.500"), ("24.11.2026 10:00:00", "2026-11-24T09:00:00.000"),
    ("29/Feb/2028:00:00:00 +0000", "2028-02-29T00:00:00.000"), ("2026-13-24 10:00:00", "nil"), ("9999999999", "nil"),
  ])
  func readsTimes(text: String, expected: String) {
    // Now is 2026-11-24T12:00:00Z, and the host lies an hour east.
    let now = Timestamp(nanoseconds: 1_795_521_600_000_000_000)
    let time = Array(text.utf8).withUnsafeBytes { LogTime.read($0, now: now, offset: 3_600) }
    #expect(time.map(iso) ?? "nil" == expected)
  }

  private func iso(_ time: Timestamp) -> String {
    var seconds = time_t(time.nanoseconds / 1_000_000_000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let millis = "\(1_000 + time.nanoseconds / 1_000_000 % 1_000)".dropFirst()
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T\(two(parts.tm_hour)):"
      + "\(two(parts.tm_min)):\(two(parts.tm_sec)).\(millis)"
  }

  @Test(arguments: [
    ("127.0.0.1 - - [24/Nov/2026:10:00:00 +0000] \"GET /e?x=1 HTTP/1.1\" 500 12 \"-\" \"curl\"", "GET /e?x=1 500 nil"),
    ("GET /a 200 3ms", "GET /a 200 0.003"), ("2026-11-24 10:00:00 INFO POST /a/b -> 404 in 1.5 s", "POST /a/b 404 1.5"),
    ("INFO:     127.0.0.1:4 - \"PUT /x HTTP/1.1\" 201 Created", "PUT /x 201 nil"),
    ("[INFO] \"DELETE /x\" 204 250us", "DELETE /x 204 0.00025"),
  ])
  func findsAccessLines(line: String, expected: String) {
    let found = Array(line.utf8).withUnsafeBytes { bytes in
      AccessLine.find(in: bytes, textStart: LineHead(bytes).textStart).map { access in
        let words = [access.method, access.target].map { String(decoding: bytes[$0], as: UTF8.self) }
        return words.joined(separator: " ") + " \(access.status) \(access.seconds.map { "\($0)" } ?? "nil")"
      }
    }
    #expect(found == expected)
  }

  @Test(arguments: ["GET /a", "GET /a 2000", "say \"GET /a\" twice", "get /a 200", "GET a 200", "\"GET", "GET / "])
  func findsNoOthers(line: String) {
    #expect(Array(line.utf8).withUnsafeBytes { AccessLine.find(in: $0, textStart: 0) } == nil)
  }
}
