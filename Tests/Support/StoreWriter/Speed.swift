import Glibc
import Healing
import IncidentStore

/// Measures the store on the disk that PATH is on, and prints one line for each figure. Build it with `-c release`.
struct Speed {
  let store: SQLiteIncidentStore

  func run() async throws(StoreFailure) {
    try await ingest("ingest, 1,000 events a batch, 50 troubles", batches: 300, size: 1_000, troubles: 50)
    try await ingest("ingest, 1,000 events a batch, one trouble", batches: 300, size: 1_000, troubles: 1)
    try await ingest("ingest, 1,000 events a batch, 1,000 troubles", batches: 20, size: 1_000, troubles: 1_000)
    try await ingest("ingest, one event a batch", batches: 3_000, size: 1, troubles: 1)
    try await transitions(4_000)
    try await journal(2_000)
    let report = try await measure("audit entries checked", Int((try await store.verifyAudit()).entries)) {
      () async throws(StoreFailure) in try await store.verifyAudit()
    }
    if let broken = report.firstBreak { StoreWriter.say("broken: \(broken)") }
    _ = try await measure("incidents listed", 1_000) { () async throws(StoreFailure) in
      try await store.incidents(ListFilter(limit: 1_000))
    }
  }

  private func ingest(_ name: String, batches: Int, size: Int, troubles: Int) async throws(StoreFailure) {
    var prepared: [[ClassifiedEvent]] = []
    for batch in 0..<batches {
      prepared.append((0..<size).map { event("\(name) \(batch) \($0)", "trouble \($0 % troubles) of \(troubles)") })
    }
    let events = prepared
    try await measure("\(name): events", batches * size) { () async throws(StoreFailure) in
      for (number, batch) in events.enumerated() {
        let cursor = Cursor(monitor: "speed", stream: name, position: Array("\(number)".utf8), at: .unknown)
        _ = try await store.ingest(batch, cursor: cursor)
      }
    }
  }

  private func transitions(_ count: Int) async throws(StoreFailure) {
    guard let overview = try await store.incidents(ListFilter(limit: 1)).first else { return }
    try await measure("transitions, each with one record of 700 bytes", count) { () async throws(StoreFailure) in
      var course = overview.course
      for number in 0..<count {
        let patch = Patch(
          id: "speed patch \(number)", parent: "diagnosis", base: "tree",
          diff: String(repeating: "+ line\n", count: 70),
          title: "speed", score: 1)
        course.state = "state \(number)"
        let record = try StoredRecord(patch, incident: course.incident, attempt: 1)
        course = try await store.transition(
          Transition(to: course, records: [record], audit: AuditNote("course.measured")))
      }
    }
  }

  private func journal(_ count: Int) async throws(StoreFailure) {
    guard let overview = try await store.incidents(ListFilter(limit: 1)).first else { return }
    try await measure("journal rows", count) { () async throws(StoreFailure) in
      for number in 0..<count {
        let row = Rollout(
          parent: "patch", rollout: "rollout \(number)", service: "shop", target: "host", state: .prepared,
          generation: Int64(number), previous: 0, patchHash: "hash", tree: "tree", undo: nil)
        _ = try store.journal(row, incident: overview.incident.id, attempt: 1)
      }
    }
  }

  @discardableResult
  private func measure<T: Sendable>(
    _ name: String, _ count: Int, _ work: () async throws(StoreFailure) -> T
  ) async throws(StoreFailure) -> T {
    let start = SystemTime().now()
    let result = try await work()
    let seconds = (SystemTime().now() - start).inSeconds
    StoreWriter.say("\(name): \(count) in \(Int(seconds * 1_000)) ms, \(Int(Double(count) / seconds)) per second")
    return result
  }

  private func event(_ id: String, _ fingerprint: String) -> ClassifiedEvent {
    var event = Event(
      id: id, at: Timestamp(nanoseconds: 1), service: "shop", source: "shop.log", signal: .error, severity: .error,
      message: "KeyError: 'price'")
    event.trace = String(repeating: "  File \"shop/cart.py\", line 12, in total\n", count: 15)
    let frames = (0..<15).map { StackFrame(file: "shop/cart.py", line: $0 + 1, symbol: "total", project: true) }
    return ClassifiedEvent(
      event: event, language: "python", fingerprint: fingerprint, title: "KeyError: 'price'", exceptionType: "KeyError",
      frames: frames, exceptions: [ThrownException(type: "KeyError", message: "'price'", frames: frames)])
  }
}
