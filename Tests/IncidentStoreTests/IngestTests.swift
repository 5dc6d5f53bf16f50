import Healing
import Testing

@testable import IncidentStore

@Suite struct IngestTests {
  let time = ManualTime()

  private func store(_ limits: StoreLimits = StoreLimits()) async throws -> SQLiteIncidentStore {
    try await SQLiteIncidentStore.memory(time: time, limits: limits)
  }

  @Test func eventsOfOneTroubleAreOneIncident() async throws {
    let store = try await store()
    let batch = [event("1", "a"), event("2", "b"), event("3", "a"), event("4", "a", service: "billing")]
    let incidents = try await store.ingest(batch, cursor: nil)
    #expect(incidents.map(\.fingerprint) == ["a", "b", "a"])
    #expect(incidents.map(\.service) == ["shop", "shop", "billing"])
    #expect(incidents.map(\.count) == [2, 1, 1])
    #expect(Set(incidents.map(\.id)).count == 3)
    let first = incidents[0]
    #expect(first.parent == "1")
    #expect(first.events == ["1", "3"])
    #expect(first.language == "python" && first.type == "KeyError" && first.title == "KeyError: 'price'")
    #expect(first.file == "shop/cart.py" && first.line == 12 && first.symbol == "total")
    #expect(first.attempt == 1)
    #expect(try await store.incident(first.id).incident == first)
    #expect(try await store.samples(of: first.id) == [event("1", "a"), event("3", "a")])
  }

  @Test func twinsCountOnceWithinAndAcrossBatches() async throws {
    let store = try await store()
    #expect(try await store.ingest([event("1"), event("1"), event("2")], cursor: nil).map(\.count) == [2])
    #expect(try await store.ingest([event("2"), event("3")], cursor: nil).map(\.count) == [3])
    #expect(try await store.ingest([event("1"), event("2"), event("3")], cursor: nil).isEmpty)
    let course = try await store.unfinished()
    #expect(course.map(\.unseen) == [3])
  }

  @Test func eventsWithoutAnIdAlwaysCount() async throws {
    let store = try await store()
    #expect(try await store.ingest([event(""), event("")], cursor: nil).map(\.count) == [2])
    #expect(try await store.ingest([event("")], cursor: nil).map(\.count) == [3])
  }

  @Test func theFirstThreeAndTheLastSevenStay() async throws {
    let store = try await store()
    var number = 0
    var id = ""
    for size in [1, 1, 5, 3, 1, 40, 2] {
      let batch = (0..<size).map { event("\(number + $0)") }
      number += size
      let incident = try await store.ingest(batch, cursor: nil)[0]
      id = incident.id
      let all = (0..<number).map(String.init)
      let kept = number <= 10 ? all : Array(all.prefix(3) + all.suffix(7))
      #expect(incident.count == number)
      #expect(incident.events == kept)
    }
    #expect(
      try await store.samples(of: id).map(\.event.id) == ["0", "1", "2", "46", "47", "48", "49", "50", "51", "52"])
  }

  @Test func theLatestTraceDescribesTheTrouble() async throws {
    let store = try await store()
    _ = try await store.ingest([event("1")], cursor: nil)
    let moved = [StackFrame(file: "shop/cart.py", line: 20, symbol: "total", project: true)]
    let incident = try await store.ingest([event("2", frames: moved), event("3", frames: [])], cursor: nil)[0]
    #expect(incident.line == 20)
    #expect(try await store.ingest([event("4", frames: [])], cursor: nil)[0].frames == moved)
  }

  @Test func timesOfAServiceAreNotTrusted() async throws {
    let store = try await store()
    let future = time.now() + .seconds(86_400)
    let incident = try await store.ingest(
      [event("1", at: .unknown), event("2", at: future), event("3", at: Timestamp(nanoseconds: 5))], cursor: nil)[0]
    #expect(incident.firstSeen == Timestamp(nanoseconds: 5))
    #expect(incident.lastSeen == time.now())
  }

  @Test func theCursorMovesWithTheEvents() async throws {
    let store = try await store()
    _ = try await store.ingest([event("1")], cursor: cursor("10"))
    _ = try await store.ingest([], cursor: cursor("20"))
    _ = try await store.ingest([], cursor: cursor("5", stream: "other.log"))
    #expect(try await store.cursors(of: "web/log") == [cursor("5", stream: "other.log"), cursor("20")])
    #expect(try await store.cursors(of: "web/other").isEmpty)
  }

  @Test func aBatchThatIsRefusedLeavesNothing() async throws {
    let store = try await store()
    let bad = [event("1"), event("2", "")]
    let failure = await #expect(throws: StoreFailure.self) { try await store.ingest(bad, cursor: cursor("10")) }
    #expect(failure?.kind == .invalid && failure?.place == "event 2")
    var large = cursor("")
    large.position = [UInt8](repeating: 0, count: 65_537)
    await #expect(throws: StoreFailure.self) { try await store.ingest([event("1")], cursor: large) }
    #expect(try await store.incidents(ListFilter()).isEmpty)
    #expect(try await store.cursors(of: "web/log").isEmpty)
    #expect(try await store.ingest([event("1")], cursor: nil).map(\.count) == [1])
  }

  @Test func numbersWithoutJSONDoNotLoseAnEvent() async throws {
    let store = try await store()
    var metric = event("1")
    metric.event.value = .infinity
    metric.event.attributes = ["load": .number(.nan)]
    let incident = try await store.ingest([metric], cursor: nil)[0]
    #expect(incident.count == 1)
    let kept = try await store.samples(of: incident.id)[0]
    #expect(
      kept.event.message == metric.event.message && kept.event.value == nil && kept.event.attributes == ["load": nil])
  }

  @Test func hostileTextIsOnlyText() async throws {
    let store = try await store()
    let text = "'); DROP TABLE incidents; --\0\u{202e}\u{10FFFF}"
    let incident = try await store.ingest([event(text, text, service: text)], cursor: nil)[0]
    #expect(incident.service == text && incident.fingerprint == text && incident.events == [text])
    #expect(try await store.ingest([event(text, text, service: text)], cursor: nil).isEmpty)
  }

  @Test func oldTwinsAreForgotten() async throws {
    let store = try await store(StoreLimits(twinAge: .seconds(60), twins: 1_000))
    _ = try await store.ingest([event("1")], cursor: nil)
    time.advance(by: .seconds(59))
    #expect(try await store.ingest([event("1"), event("2")], cursor: nil).map(\.count) == [2])
    time.advance(by: .seconds(2))
    _ = try await store.ingest([], cursor: cursor("1"))
    #expect(try await store.ingest([event("1"), event("2")], cursor: nil).map(\.count) == [3])
  }

  @Test func surplusTwinsAreForgotten() async throws {
    let store = try await store(StoreLimits(twins: 10))
    _ = try await store.ingest((1...12).map { event("\($0)") }, cursor: nil)
    #expect(try await store.ingest((3...12).map { event("\($0)") }, cursor: nil).isEmpty)
    #expect(try await store.ingest([event("1"), event("2")], cursor: nil).map(\.count) == [14])
  }

  @Test func sightingsAreKeptForAWhileAndStoredWithTheirBatch() async throws {
    let store = try await store(StoreLimits(twinAge: .seconds(3_000), sliceAge: .seconds(900)))
    let start = time.now()
    func slice(_ body: String, of generation: Int64?) -> Sightings.Slice {
      .init(service: "shop", at: time.now(), generation: generation, body: Array(body.utf8))
    }
    let kind = Sightings.Kind(service: "shop", body: Array("KeyError".utf8))
    let first = Sightings(slices: [slice("a", of: 1), slice("b", of: nil)], kinds: [kind])
    _ = try await store.ingest([], first, cursor: cursor("1"))
    #expect(try await store.sightings(since: start) == first)
    let large = cursor(String(repeating: "x", count: 70_000))
    await #expect(throws: StoreFailure.self) { try await store.ingest([], first, cursor: large) }
    #expect(try await store.sightings(since: start) == first)

    time.advance(by: .seconds(901))
    let later = Sightings(slices: [slice("c", of: 2)], kinds: [kind])
    #expect(try await store.sightings(since: time.now()).slices == [])
    _ = try await store.ingest([], later, cursor: nil)
    #expect(try await store.sightings(since: start) == later)
  }
}
