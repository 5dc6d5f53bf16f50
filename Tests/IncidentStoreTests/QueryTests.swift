import Healing
import Testing

@testable import IncidentStore

@Suite struct QueryTests {
  let time = ManualTime()

  @Test func listsAreNewestFirstAndFiltered() async throws {
    let store = try await SQLiteIncidentStore.memory(time: time)
    for (id, service) in [("a", "shop"), ("b", "billing"), ("c", "shop")] {
      time.advance(by: .seconds(1))
      _ = try await store.ingest([event(id, id, service: service, at: time.now())], cursor: nil)
    }
    let ended = try await store.incidents(ListFilter(service: "billing"))[0].course
    _ = try await store.transition(Transition(ended, to: "ended", finished: true))
    func list(_ filter: ListFilter) async throws -> [String] {
      try await store.incidents(filter).map(\.incident.fingerprint)
    }
    #expect(try await list(ListFilter()) == ["c", "b", "a"])
    #expect(try await list(ListFilter(service: "shop")) == ["c", "a"])
    #expect(try await list(ListFilter(unfinishedOnly: true)) == ["c", "a"])
    #expect(try await list(ListFilter(limit: 2)) == ["c", "b"])
  }

  @Test func aPrefixIsEnoughUnlessItFitsMany() async throws {
    let store = try await SQLiteIncidentStore.memory(time: time)
    let incidents = try await store.ingest((0..<40).map { event("\($0)", "f\($0)") }, cursor: nil)
    let ids = incidents.map(\.id).sorted()
    for id in ids { #expect(try await store.incident(id).incident.id == id) }
    let unique = try #require(ids.first { id in ids.count { $0.hasPrefix(id.prefix(4)) } == 1 })
    #expect(try await store.incident(String(unique.prefix(4))).incident.id == unique)
    let shared = try #require(
      (0..<16).map { String($0, radix: 16) }.first { p in (2...10).contains(ids.count { $0.hasPrefix(p) }) })
    let ambiguous = try await #require(throws: StoreFailure.self) { try await store.incident(shared) }
    #expect(ambiguous.kind == .ambiguous)
    #expect(ambiguous.matches == ids.filter { $0.hasPrefix(shared) })
    for missing in ["", "zz", "%", "'", unique + "0"] {
      let failure = try await #require(throws: StoreFailure.self) { try await store.incident(missing) }
      #expect(failure.kind == .missing, "\(missing)")
    }
  }

  @Test func theWholeGraphIsExplained() async throws {
    let store = try await SQLiteIncidentStore.memory(time: time)
    let course = try await store.newCourse()
    let id = course.incident
    let diagnosis = Diagnosis(id: "d1", parent: id, cause: "a key is missing", category: "missing-key", confidence: 0.9)
    let good = Patch(id: "p1", parent: "d1", base: "t", diff: "+", title: "default", score: 0.9)
    let bad = Patch(id: "p2", parent: "d1", base: "t", diff: "-", title: "delete", score: 0.1)
    let accepted = Verdict(
      id: "v1", parent: "p1", result: .accepted, reason: "ok", patchHash: "h", tree: "t2", reproducedBefore: true,
      fixedAfter: true)
    let rejected = Verdict(id: "v2", parent: "p2", result: .rejected, reason: "regression", patchHash: "h2", tree: "t3")
    var next = try await store.transition(
      Transition(course, to: "diagnosed", records: [try StoredRecord(diagnosis, attempt: 1)]))
    next = try await store.transition(
      Transition(
        next, to: "proposed",
        records: [
          try StoredRecord(good, incident: id, attempt: 1), try StoredRecord(bad, incident: id, attempt: 1),
        ]))
    next = try await store.transition(
      Transition(
        next, to: "verified",
        records: [
          try StoredRecord(accepted, incident: id, attempt: 1), try StoredRecord(rejected, incident: id, attempt: 1),
        ]))
    var parent = "p1"
    for state in [Rollout.State.prepared, .switched, .promoted] {
      parent =
        try store.journal(
          Rollout(
            parent: parent, rollout: "r1", service: "shop", target: "host", state: state, generation: 2, previous: 1,
            patchHash: "h", tree: "t2", undo: nil), incident: id, attempt: 1
        ).id
    }
    var end = Transition(next, to: "healed", finished: true)
    end.outcome = .healed
    _ = try await store.transition(end)

    for prefix in [id, String(id.prefix(6)), "v2", parent] {
      let all = try await store.explain(prefix)
      #expect(all.incident.id == id && all.course.finished)
      #expect(all.samples.count == 1 && all.outcomes.map(\.outcome) == ["healed"] && all.audit.count == 7)
      #expect(all.records.count == 8)
      #expect(all.children(of: id).map(\.id) == ["d1"])
      #expect(all.children(of: "d1").map(\.id) == ["p1", "p2"])
      #expect(all.children(of: "p1").map(\.schema) == [.verdict, .rollout])
      #expect(all.children(of: "p2").map(\.id) == ["v2"])
      #expect(try all.children(of: id)[0].decode(Diagnosis.self) == diagnosis)
    }
    let patches = try await store.patches(ListFilter())
    #expect(patches.map(\.patch) == [bad, good])
    #expect(patches.map(\.verdict) == [rejected, accepted])
    #expect(patches.map(\.rollout?.state) == [nil, .promoted])
    #expect(try await store.patch("p2") == patches[0])
    #expect(await #expect(throws: StoreFailure.self) { try await store.patch("p") }?.matches == ["p1", "p2"])
    #expect(await #expect(throws: StoreFailure.self) { try await store.patch("v1") }?.kind == .missing)
  }
}
