import Glibc
import Healing
import Synchronization
import Testing

@testable import IncidentStore

@Suite struct JournalTests {
  let time = ManualTime()

  private func row(_ state: Rollout.State, rollout: String = "r1", id: String = "", generation: Int64 = 2) -> Rollout {
    Rollout(
      id: id, parent: "p1", rollout: rollout, service: "shop", target: "host", state: state, generation: generation,
      previous: 1, patchHash: "h", tree: "t", undo: ["folder": "old"])
  }

  @Test func theLastRowIsTheTruth() async throws {
    let store = try await SQLiteIncidentStore.memory(time: time)
    let incident = try await store.newCourse().incident
    #expect(try await store.lastRollout(of: incident) == nil)
    let prepared = try store.journal(row(.prepared), incident: incident, attempt: 1)
    #expect(!prepared.id.isEmpty && prepared.at == time.now())
    #expect(try await store.lastRollout(of: incident) == prepared)
    let switched = try store.journal(row(.switched), incident: incident, attempt: 1)
    #expect(switched.id != prepared.id)
    #expect(try await store.lastRollout(of: incident) == switched)
    #expect(try await store.explain(incident).audit.map(\.action) == ["rollout.prepared", "rollout.switched"])
  }

  @Test func theSameStepIsStoredOnce() async throws {
    let store = try await SQLiteIncidentStore.memory(time: time)
    let incident = try await store.newCourse().incident
    for id in ["", "row-1"] {
      let first = try store.journal(row(.prepared, rollout: "r\(id)", id: id), incident: incident, attempt: 1)
      time.advance(by: .seconds(5))
      var again = row(.prepared, rollout: "r\(id)", id: id)
      again.timings = ["start_ms": 12]
      #expect(try store.journal(again, incident: incident, attempt: 1) == first)
    }
    #expect(try await store.records(of: incident, schema: .rollout).count == 2)
    let failure = #expect(throws: StoreFailure.self) {
      try store.journal(row(.switched, rollout: "r", id: "row-1"), incident: incident, attempt: 1)
    }
    #expect(failure?.kind == .conflict)
  }

  @Test func anotherRolloutOfTheSameIncidentHasItsOwnRows() async throws {
    let store = try await SQLiteIncidentStore.memory(time: time)
    let incident = try await store.newCourse().incident
    for rollout in ["r1", "r2", "r1"] {
      for state in [Rollout.State.prepared, .switched, .rolledBack] {
        _ = try store.journal(row(state, rollout: rollout), incident: incident, attempt: 1)
      }
    }
    #expect(try await store.records(of: incident, schema: .rollout).count == 9)
    #expect(try await store.verifyAudit().entries == 9)
  }

  @Test func threadsOfPluginsMayCallIt() async throws {
    let store = try await SQLiteIncidentStore.memory(time: time)
    let incident = try await store.newCourse().incident
    let stored = Mutex(0)
    let work: @Sendable (Int64) -> Void = { number in
      let row = Rollout(
        parent: "p", rollout: "r\(number)", service: "shop", target: "host", state: .prepared, generation: number,
        previous: 0, patchHash: "h", tree: "t", undo: nil)
      if let row = try? store.journal(row, incident: incident, attempt: 1), !row.id.isEmpty {  // Counted below.
        stored.withLock { $0 += 1 }
      }
    }
    let threads = (1...8).map { number in Thread { work(Int64(number)) } }
    for thread in threads { thread.join() }
    #expect(stored.withLock { $0 } == 8)
    #expect(try await store.records(of: incident, schema: .rollout).count == 8)
  }

  /// A plain thread of the system, as those on which plugins run.
  private final class Thread {
    private var thread = pthread_t()
    private final class Body {
      let run: () -> Void
      init(_ run: @escaping () -> Void) { self.run = run }
    }

    init(_ run: @escaping () -> Void) {
      pthread_create(
        &thread, nil,
        {
          Unmanaged<Body>.fromOpaque($0!).takeRetainedValue().run()
          return nil
        }, Unmanaged.passRetained(Body(run)).toOpaque())
    }

    func join() { pthread_join(thread, nil) }
  }
}
