import Healing
import IncidentStore

/// What the writer writes. Each round is one batch of twenty events of three troubles, then one step of each
/// incident's course with one record of each kind of memory, and one row of a rollout.
struct Rounds {
  static let stream = "log"
  static let eventsPerRound = 20

  let store: SQLiteIncidentStore

  /// Writes rounds until the cursor stands at `end`, from where it stands.
  func run(_ end: Int) async throws(StoreFailure) {
    let cursor = try await store.cursors(of: "writer").first
    var round = cursor.flatMap { Int(String(decoding: $0.position, as: UTF8.self)) } ?? 0
    while round < end {
      let incidents = try await store.ingest(
        Self.events(of: round),
        cursor: Cursor(monitor: "writer", stream: Self.stream, position: Array("\(round + 1)".utf8), at: .unknown))
      round += 1
      StoreWriter.say("ingested \(round)")
      for incident in incidents { try await step(incident) }
      try await roll(incidents[0])
    }
  }

  private func step(_ incident: Incident) async throws(StoreFailure) {
    var course = try await store.course(of: incident.id)
    let revision = course.revision + 1
    course.state = "step-\(revision)"
    course.data = #"{"revision":\#(revision)}"#
    let patch = Patch(
      id: "patch-\(incident.id)-\(revision)", parent: "diagnosis", base: "tree", diff: "--- a/x\n+++ b/x\n",
      title: "step \(revision)", score: 1)
    var transition = Transition(
      to: course, records: [try StoredRecord(patch, incident: incident.id, attempt: 1)],
      audit: AuditNote("course.step"))
    let key = PatchKey(service: incident.service, patchHash: "hash-\(incident.id)-\(revision)", targetHash: "code")
    transition.fates = [PatchFate(of: key, .rejected, reason: "test", incident: incident.id)]
    transition.lessons = [Lesson(exceptionType: "KeyError", template: incident.id, successes: 1, failures: 0)]
    transition.acts = [.patch]
    let stored = try await store.transition(transition)
    StoreWriter.say("stepped \(incident.id) \(stored.revision)")
  }

  private func roll(_ incident: Incident) async throws(StoreFailure) {
    let last = try await store.lastRollout(of: incident.id)
    let generation = (last?.generation ?? 0) + 1
    let row = Rollout(
      parent: last?.id ?? "patch", rollout: "rollout-\(generation)", service: incident.service, target: "host",
      state: .prepared, generation: generation, previous: generation - 1, patchHash: "hash", tree: "tree", undo: nil)
    let stored = try store.journal(row, incident: incident.id, attempt: 1)
    StoreWriter.say("journaled \(incident.id) \(stored.generation)")
  }

  private static func events(of round: Int) -> [ClassifiedEvent] {
    (0..<eventsPerRound).map { index in
      let event = Event(
        id: "event-\(round)-\(index)", at: Timestamp(nanoseconds: Int64(round + 1)), service: "shop", source: "log",
        signal: .error, severity: .error, message: "KeyError: 'x'")
      return ClassifiedEvent(event: event, fingerprint: "trouble-\(index % 3)", title: "KeyError: 'x'")
    }
  }
}
