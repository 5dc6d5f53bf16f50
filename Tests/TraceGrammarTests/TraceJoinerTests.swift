import Healing
import Testing
import TraceGrammar

struct TraceJoinerTests {
  @Test func aTraceBelongsToTheErrorLineInFrontOfIt() {
    #expect(
      joined(
        """
        2026-11-24 10:00:00,000 INFO GET / 200
        2026-11-24 10:00:01,000 ERROR shop request failed
        Traceback (most recent call last):
          File "/srv/shop/cart.py", line 3, in total
            return a[1]
        KeyError: 1
        2026-11-24 10:00:02,000 INFO GET / 200
        """) == [
          "2026-11-24 10:00:00,000 INFO GET / 200",
          """
          ![2026-11-24 10:00:01,000 ERROR shop request failed
          Traceback (most recent call last):
            File "/srv/shop/cart.py", line 3, in total
              return a[1]
          KeyError: 1]
          """,
          "2026-11-24 10:00:02,000 INFO GET / 200",
        ])
  }

  @Test func aTraceBelowAPlainLineIsARecordOfItsOwn() {
    #expect(
      joined(
        """
        2026-11-24T10:00:00Z INFO GET / 200
        Traceback (most recent call last):
          File "a.py", line 3, in total
        KeyError: 1
        Traceback (most recent call last):
          File "a.py", line 4, in total
        KeyError: 2
        """) == [
          "2026-11-24T10:00:00Z INFO GET / 200",
          "![Traceback (most recent call last):\n  File \"a.py\", line 3, in total\nKeyError: 1]",
          "![Traceback (most recent call last):\n  File \"a.py\", line 4, in total\nKeyError: 2]",
        ])
  }

  @Test func chainsGroupsAndLongMessagesStayTogether() throws {
    for name in [
      "python-chain", "java-suppressed", "node-cause", "node-syntax", "node-missing-module", "python-syntax",
    ] {
      let text = try recorded(name).trimmed
      #expect(joined("[ERROR] failed\n" + text + "\n[INFO] next") == ["![[ERROR] failed\n\(text)]", "[INFO] next"])
      #expect(joined(text) == ["![\(text)]"])
    }
    let groups = try recorded("python-groups").trimmed
    #expect(joined("[ERROR] failed\n" + groups).count == 2)
    #expect(
      joined("[ERROR] failed\n" + groups)[1].hasSuffix("IndexError\n      +------------------------------------]"))
    #expect(joined(try recorded("node-many")).count == 7)
  }

  @Test func exceptionsBelowTheirLoggersLine() {
    let java = """
      2026-11-24 10:00:00.123 ERROR 71 --- [main] c.a.Shop : no total; java.lang.IllegalStateException: no
      \tat com.acme.Shop.total(Shop.java:9)
      Caused by: java.io.IOException: reset
      \t... 1 more
      """
    #expect(joined(java + "\n2026-11-24 10:00:00.124 INFO 71 --- [main] c.a.Shop : next").first == "![\(java)]")
    let info = """
      2026-11-24 10:00:00.123 INFO retrying after java.lang.IllegalStateException: no
      \tat com.acme.Shop.total(Shop.java:9)
      """
    #expect(joined(info) == ["2026-11-24 10:00:00.123 INFO retrying after java.lang.IllegalStateException: no"])
  }

  @Test func everyLineWithAPrefix() {
    let lines = [
      "Traceback (most recent call last):", "  File \"/srv/a.py\", line 3, in f", "    return a[1]", "KeyError: 1",
    ]
    let prefixes = [
      "Nov 24 10:00:0# vm shop[71#]: ", "web_1  | ", "2026-11-24T10:00:0#.00#Z ", "\u{1B}[33mweb.1\u{1B}[0m | ",
      "<11>1 2026-11-24T10:00:0#Z vm shop 71 - - ",
    ]
    for prefix in prefixes {
      func with(_ line: String, _ number: Int) -> String {
        prefix.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(number)") + line
      }
      let text = lines.enumerated().map { with($1, $0) } + [with("listening on 8080", 7), with("ready", 8)]
      let found = joined(text.joined(separator: "\n"))
      #expect(found.first == "![\(lines.joined(separator: "\n"))]", "\(prefix)")
      #expect(found.count == 3)
    }
    let java = ["java.lang.Bad: x", "\tat a.B.c(B.java:1)", "Caused by: java.lang.Worse: y", "\t... 1 more", "bye"]
    let found = joined(java.map { "Nov 24 10:00:00 vm shop: " + $0 }.joined(separator: "\n"))
    #expect(found.count == 2)
    #expect(found[0].contains("Caused by"))
  }

  @Test func coloursAreTakenOut() {
    #expect(joined("\u{1B}[31mERROR\u{1B}[0m bad \u{1B}]0;t\u{07}thing\u{1B}[") == ["[ERROR bad thing]"])
  }

  @Test func theLineAboutTheFailingRequestBelongsToTheRecord() {
    let trace = "Traceback (most recent call last):\n  File \"a.py\", line 3, in f\nKeyError: 1"
    let request = #"2026-11-24 10:00:01 INFO failing-request: {"method": "GET", "target": "/"}"#
    #expect(
      joined("2026-11-24 10:00:00 ERROR x\n\(trace)\n\(request)\n2026-11-24 10:00:02 INFO y") == [
        "![2026-11-24 10:00:00 ERROR x\n\(trace)\n\(request)]", "2026-11-24 10:00:02 INFO y",
      ])
    #expect(joined("[ERROR] x\n\(request)\n[INFO] y") == ["[[ERROR] x\n\(request)]", "[INFO] y"])
    #expect(joined("[INFO] x\n\(request)\n[INFO] y").count == 3)
  }

  @Test func ordinaryLinesWithoutShapeDoNotBecomeMessages() {
    let found = joined(
      """
      starting shop
      listening on 8080
      basket 7 opened
      Traceback (most recent call last):
        File "a.py", line 3, in f
      ValueError: bad
      second line: 17%
      basket 8 opened
      basket 9 opened
      """)
    #expect(
      found == [
        "[starting shop]", "[listening on 8080]", "[basket 7 opened]",
        "![Traceback (most recent call last):\n  File \"a.py\", line 3, in f\nValueError: bad\nsecond line: 17%]",
        "[basket 8 opened]", "[basket 9 opened]",
      ])
  }

  @Test func memoryIsBounded() throws {
    var joiner = TraceJoiner(Grammars.all, limits: JoinerLimits(line: 100, record: 1_000))
    let head = Array("[ERROR] bad".utf8)
    let line = Array((" " + String(repeating: "x", count: 249)).utf8)
    _ = head.withUnsafeBytes { joiner.take($0, at: 0..<12) }
    for index in 0..<50 {
      let start = Int64(12 + index * 251)
      let step = line.withUnsafeBytes { joiner.take($0, at: start..<(start + 251)) }
      #expect(step.finished == nil)
    }
    let last = joiner.flush()
    let record = try #require(last)
    #expect(record.bytes.count <= 1_000)
    #expect(record.bytes.filter { $0 == 0x0A }.count < 50)
    #expect(record.lines == 51)
    #expect(record.omittedBytes + record.bytes.filter { $0 != 0x0A }.count == 11 + 50 * 250)
    #expect(record.place == 0..<(12 + 50 * 251))
    #expect(joiner.pendingStart == nil)
  }

  @Test func placesLeaveNoGap() {
    let text = Array("[INFO] a\n[ERROR] b\n more\n\n[ERROR] c\nTraceback (most recent call last):\n\n[INFO] d".utf8)
    var joiner = TraceJoiner(Grammars.all)
    var place: Int64 = 0
    var ends: [Range<Int64>] = []
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let next = place + Int64(line.count) + 1
      let step = Array(line).withUnsafeBytes { joiner.take($0, at: place..<next) }
      if let record = step.finished { ends.append(record.place) }
      if step.isPlain { ends.append(place..<next) }
      #expect(joiner.pendingStart == nil || joiner.pendingStart! <= place)
      place = next
    }
    #expect(ends == [0..<9, 9..<26, 26..<72, 72..<81])
  }

  @Test func rubbishDoesNoHarm() {
    var generator = SystemRandomNumberGenerator()
    let pieces: [[UInt8]] = [
      Array("Traceback (most recent call last):".utf8), Array("\tat a.b(C.java:1)".utf8), [0x1B, 0x5B], [0xFF, 0xFE],
      Array("  | ".utf8), Array("Error: x".utf8), Array("{\"log\":\"".utf8), Array("2026-11-24T".utf8), [0x00], [0x0D],
      Array("99999999999999999999".utf8), Array("<999>".utf8), Array("\"GET / HTTP/1.1\" ".utf8), Array("  ".utf8),
    ]
    for _ in 0..<50 {
      var joiner = TraceJoiner(Grammars.all)
      for place in 0..<Int64(100) {
        let line = (0..<Int.random(in: 0...4, using: &generator)).flatMap { _ in
          pieces.randomElement(using: &generator)!
        }
        _ = line.withUnsafeBytes { joiner.take($0, at: place..<(place + 1)) }
      }
      if let record = joiner.flush() { _ = Grammars.parser.traces(in: record.text) }
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
