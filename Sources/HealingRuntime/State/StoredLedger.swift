import Digest
import Healing
import IncidentStore
import Learning
import Orchestration
import Policy

/// The courses in the incident store: what the orchestration says in its words, stored in the store's.
struct StoredLedger: CourseLedger {
  let store: any IncidentStore

  func course(of incident: String) async throws(LedgerFailure) -> Course {
    try await course(try await asked { () async throws(StoreFailure) in try await store.course(of: incident) })
  }

  func unfinished() async throws(LedgerFailure) -> [Course] {
    var courses: [Course] = []
    for record in try await asked({ () async throws(StoreFailure) in try await store.unfinished() }) {
      courses.append(try await course(record))
    }
    return courses
  }

  func commit(_ transition: Course.Transition) async throws(LedgerFailure) {
    let step = try stored { () throws(StoreFailure) in try Transition(transition) }
    _ = try await asked { () async throws(StoreFailure) in try await store.transition(step) }
  }

  func journal(_ rollout: Rollout, incident: String, attempt: Int) throws(StageFailure) {
    do throws(StoreFailure) {
      _ = try store.journal(rollout, incident: incident, attempt: attempt)
    } catch {
      throw StageFailure(.failed, code: "store.journal", place: rollout.rollout, message: error.description)
    }
  }

  func lastRollout(of incident: String) async throws(LedgerFailure) -> Rollout? {
    try await asked { () async throws(StoreFailure) in try await store.lastRollout(of: incident) }
  }

  func events(of incident: String) async throws(LedgerFailure) -> [Event] {
    try await asked { () async throws(StoreFailure) in try await store.samples(of: incident).map(\.event) }
  }

  func fate(of patch: TriedPatch) async throws(LedgerFailure) -> Course.Fate? {
    let fate = try await asked { () async throws(StoreFailure) in try await store.fate(of: PatchKey(patch)) }
    return fate.map { Course.Fate(patch, .init($0.fate), $0.reason) }
  }

  func templates() async throws(LedgerFailure) -> TemplateRecord {
    var record = TemplateRecord()
    let counts = try await asked { () async throws(StoreFailure) in
      try await store.templateCounts(of: nil, halfLife: BetaCount.halfLife)
    }
    for count in counts {
      record.add(
        BetaCount(successes: count.successes, failures: count.failures), exceptionType: count.exceptionType,
        template: count.template)
    }
    return record
  }

  func history(
    of incident: Incident, since: Timestamp, until now: Timestamp
  ) async throws(LedgerFailure) -> History {
    try await asked { () async throws(StoreFailure) in
      let day = Duration.seconds(24 * 3600).nanoseconds
      let midnight = Timestamp(nanoseconds: now.nanoseconds / day * day)
      return History(
        heals: try await store.times(of: .heal, service: nil, incident: incident.id, since: since),
        rollbacks: try await store.times(of: .rollback, service: incident.service, incident: nil, since: since),
        patchesToday: .init(
          service: try await store.times(of: .rollout, service: incident.service, incident: nil, since: midnight).count,
          host: try await store.times(of: .rollout, service: nil, incident: nil, since: midnight).count))
    }
  }

  private func course(_ record: CourseRecord) async throws(LedgerFailure) -> Course {
    let incident = try await asked { () async throws(StoreFailure) in try await store.incident(record.incident).incident
    }
    if record.state == CourseRecord.new { return Course(incident, revision: record.revision) }
    do {
      return Course(incident, position: try JSON.decode(from: record.data), revision: record.revision)
    } catch {
      throw LedgerFailure(.corrupted, "the course of \(record.incident) cannot be read: \(error)")
    }
  }

  private func asked<Answer>(
    _ question: () async throws(StoreFailure) -> Answer
  ) async throws(LedgerFailure) -> Answer {
    do throws(StoreFailure) { return try await question() } catch { throw LedgerFailure(error) }
  }

  private func stored<Value>(_ make: () throws(StoreFailure) -> Value) throws(LedgerFailure) -> Value {
    do throws(StoreFailure) { return try make() } catch { throw LedgerFailure(error) }
  }
}

extension LedgerFailure {
  init(_ failure: StoreFailure) {
    let kind: Kind =
      switch failure.kind {
      case .conflict: .conflict
      case .missing: .missing
      case .corrupted, .tampered, .newer, .older, .foreign, .invalid: .corrupted
      default: .unavailable
      }
    self.init(kind, failure.description)
  }
}
