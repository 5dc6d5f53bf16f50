import Healing
import Intake
import Testing

struct IntakeTests {
  @Test func givesAnErrorItsPlaceInTheService() throws {
    var intake = try Services.intake()
    let trace = Services.trace(
      [
        ("/srv/shop/app.py", 40, "handle"), ("/srv/shop/cart.py", 12, "total"),
        ("/usr/lib/python3.11/json/decoder.py", 3, "decode"),
      ], "KeyError: 'tea'")
    let result = intake.take([Services.error("request failed", trace: trace)], at: Services.now)
    let error = try #require(result.errors.first)
    #expect(error.title == "KeyError: 'tea' in total, cart.py:12")
    #expect(error.exceptionType == "KeyError")
    #expect(error.event.type == "KeyError")
    #expect(error.language == "python")
    #expect(error.frames.map(\.file) == ["/usr/lib/python3.11/json/decoder.py", "cart.py", "app.py"])
    #expect(error.frames.map(\.project) == [false, true, true])
    #expect(error.fingerprint.utf8.count == 32)
    #expect(result.counts.errors == 1)
  }

  @Test func theRootCauseCounts() throws {
    var intake = try Services.intake()
    let root = Services.trace([("/srv/shop/cart.py", 12, "total")], "KeyError: 'tea'")
    let link = "\n\nThe above exception was the direct cause of the following exception:\n\n"
    let outer = Services.trace([("/srv/shop/app.py", 40, "handle")], "RuntimeError: no")
    let errors = intake.take(
      [Services.error("x", trace: root + link + outer), Services.error("y", trace: root)], at: Services.now
    ).errors
    #expect(errors.map(\.exceptionType) == ["KeyError", "KeyError"])
    #expect(errors[0].exceptions.map(\.type) == ["KeyError", "RuntimeError"])
    #expect(errors[0].fingerprint == errors[1].fingerprint)
  }

  private func fingerprints(_ events: [Event]) throws -> [String] {
    var intake = try Services.intake()
    return intake.take(events, at: Services.now).errors.map(\.fingerprint)
  }

  @Test func sameTroubleSameFingerprint() throws {
    let same = try fingerprints([
      Services.error("a", trace: Services.trace([("/srv/shop/cart.py", 12, "total")], "KeyError: 'tea'")),
      Services.error("b", trace: Services.trace([("/srv/shop/cart.py", 99, "total")], "KeyError: 'milk'")),
      Services.error(
        "c",
        trace: Services.trace(
          [("/srv/shop/cart.py", 12, "total"), ("/usr/lib/python3.12/a.py", 3, "f")], "KeyError: 'tea'")),
      Services.error(
        "d",
        trace: Services.trace(
          [(String, Int, String)](repeating: ("/srv/shop/cart.py", 12, "total"), count: 30), "KeyError: 1")),
    ])
    #expect(Set(same).count == 1)
    let messages = try fingerprints(
      [
        "no user 17 after 3.5 ms", "no user 4 after 12 ms", "no user 'bob' at 0xdeadbeef", "no user 'al' at 0x12",
        "job 0b2c3d4e-1111-2222-3333-444455556666 failed", "job ffffffff-1111-2222-3333-444455556666 failed",
      ].map { Services.error($0) })
    #expect(messages[0] == messages[1])
    #expect(messages[2] == messages[3])
    #expect(messages[4] == messages[5])
    #expect(Set(messages).count == 3)
  }

  @Test func otherTroubleOtherFingerprint() throws {
    let all = try fingerprints([
      Services.error("a", trace: Services.trace([("/srv/shop/cart.py", 12, "total")], "KeyError: 'tea'")),
      Services.error("a", trace: Services.trace([("/srv/shop/cart.py", 12, "total")], "TypeError: 'tea'")),
      Services.error("a", trace: Services.trace([("/srv/shop/cart.py", 12, "sum")], "KeyError: 'tea'")),
      Services.error("a", trace: Services.trace([("/srv/shop/basket.py", 12, "total")], "KeyError: 'tea'")),
      Services.error("no user"), Services.error("no basket"),
    ])
    #expect(Set(all).count == all.count)
  }

  @Test func goesWhereItBelongs() throws {
    var intake = try Services.intake()
    var info = Services.error("fine")
    info.severity = .info
    info.signal = .log
    var metric = Services.error("http.requests")
    metric.signal = .metric
    var exit = Services.error("killed by signal 11")
    exit.signal = .exit
    var own = Services.error("own")
    own.source = "/var/lib/homeostasis/host.log"
    var alike = Services.error("alike")
    alike.source = "/var/lib/homeostasis-shop.log"
    let result = intake.take(
      [info, metric, exit, own, alike, Services.error("x", service: "nobody")], at: Services.now)
    #expect(result.errors.map(\.event.message) == ["killed by signal 11", "alike"])
    #expect(result.observations.map(\.signal) == [.metric, .exit])
    #expect(result.counts.plain == 1)
    #expect(result.counts.own == 1)
    #expect(result.counts.unmatched == 1)
    #expect(result.counts.events == 6)
    #expect(intake.totals == result.counts)
  }

  @Test func standardizesWhatMonitorsLeftInTheLine() throws {
    var intake = try Services.intake()
    func raw(_ line: String) -> Event {
      Event(
        id: "", at: .unknown, service: "shop", source: "udp", signal: .log, severity: Severity(rawValue: 0),
        message: line)
    }
    let errors = intake.take(
      [
        raw("2026-11-24T09:59:00Z [CRITICAL] disk is full"),
        raw(#"{"level":"error","msg":"no basket","time":"2026-11-24T09:58:00Z"}"#),
        raw("2026-11-24T09:59:00Z INFO fine"),
        raw("just text"),
      ], at: Services.now
    ).errors
    #expect(errors.map(\.event.message) == ["disk is full", "no basket"])
    #expect(errors.map(\.event.severity) == [.fatal, .error])
    #expect(errors.map { Services.now - $0.event.at } == [.seconds(60), .seconds(120)])
    var future = Services.error("x")
    future.at = Services.now + .seconds(3_600)
    #expect(intake.take([future], at: Services.now).errors[0].event.at == Services.now)
  }

  @Test func findsTheFailingRequest() throws {
    var intake = try Services.intake()
    let told = Services.error(
      #"failed\nfailing-request: {"method": "POST", "target": "/a?b", "headers": [["X-A", "1"], ["Cookie", "s=1"]], "body": "{}"}"#
    )
    let access = Services.error(#"x "GET /basket?id=7 HTTP/1.1" 500 while handling"#)
    let errors = intake.take([told, access], at: Services.now).errors
    let request = errors[0].event.attributes?["failing_request"]
    #expect(request?["method"] == "POST")
    #expect(request?["headers"] == [["X-A", "1"], ["Cookie", "[redacted]"]])
    #expect(request?["body"] == "{}")
    #expect(errors[1].event.attributes?["failing_request"]?["target"] == "/basket?id=7")
  }

  @Test func aStormIsCountedAndKeepsFewBodies() throws {
    var intake = try Services.intake()
    let trace = Services.trace([("/srv/shop/cart.py", 12, "total")], "KeyError: 'tea'")
    let storm = (0..<5_000).map { Services.error("no \($0)", trace: trace, id: "e\($0)") }
    let result = intake.take(storm, at: Services.now)
    #expect(result.errors.map(\.event.id) == storm.map(\.id))
    #expect(result.errors.filter { $0.event.trace != nil }.count == 10)
    #expect(result.counts.slimmed == 4_990)
    #expect(Set(result.errors.map(\.fingerprint)).count == 1)
  }

  @Test func manyFingerprintsAreBounded() throws {
    var intake = try Services.intake(limits: IntakeLimits(fingerprints: 40, current: .seconds(60)))
    let words = (0..<50).map { number in
      String(String.UnicodeScalarView(String(number).unicodeScalars.map { Unicode.Scalar(UInt8($0.value) + 49) }))
    }
    let first = intake.take(words.map { Services.error("no \($0)") }, at: Services.now)
    #expect(first.counts.errors == 40)
    #expect(first.counts.overflowed == 10)
    // Those that are known go on to come in.
    #expect(intake.take([Services.error("no \(words[3])")], at: Services.now + .seconds(50)).counts.errors == 1)
    let later = intake.take(words.map { Services.error("no \($0)") }, at: Services.now + .seconds(70))
    #expect(later.counts.errors == 40)
    #expect(intake.totals.overflowed == 20)
  }

  @Test func rubbishDoesNoHarm() throws {
    var intake = try Services.intake()
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      let bytes = (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
      var event = Services.error(
        String(decoding: bytes, as: UTF8.self), trace: String(decoding: bytes.reversed(), as: UTF8.self))
      event.attributes = ["failing_request": ["method": 3, "headers": "x"]]
      let result = intake.take([event], at: Services.now)
      #expect(result.errors.first?.title.utf8.contains(0x0A) == false)
    }
  }
}
