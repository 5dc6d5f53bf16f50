import Healing

extension SQLiteIncidentStore {
  /// One transaction, and the entry of the audit in it.
  public func transition(_ transition: Transition) throws(StoreFailure) -> CourseRecord {
    let now = time.now()
    return try change(named: "store.transition.after-commit") { database throws(StoreFailure) in
      let before = try database.course(of: transition.course.incident)
      try Self.check(transition, follows: before)
      let records = try database.fresh(transition.records)
      let entry = try AuditEntry(transition, from: before, records: records, at: now)
      let audit = try database.append(entry)
      FailurePoint.reached("store.transition.half-written")
      try database.insert(records, audit: audit)
      try database.advance(transition.course, at: now)
      try database.insertMemory(of: transition, at: now)
      FailurePoint.reached("store.transition.before-commit")
      return try database.course(of: transition.course.incident)
    }
  }

  /// Reads the course with the number of events that it has not seen.
  public func course(of incident: String) throws(StoreFailure) -> CourseRecord {
    try database().course(of: incident)
  }

  /// What a restart goes on with.
  public func unfinished() throws(StoreFailure) -> [CourseRecord] {
    try database().all(
      """
      SELECT \(CourseRecord.columns) FROM courses JOIN incidents ON id = incident
      WHERE finished = 0 OR incidents.count > seen ORDER BY updated_at, incident
      """, read: CourseRecord.init)
  }

  private static func check(_ transition: Transition, follows before: CourseRecord) throws(StoreFailure) {
    let course = transition.course
    guard before.revision == course.revision else {
      throw StoreFailure(
        .conflict, at: "incident \(course.incident)",
        "the step was decided upon revision \(course.revision), but the course has revision \(before.revision) (\(before.state))",
        remedy: "nothing was stored; read the course again and decide anew")
    }
    guard before.service == course.service, transition.records.allSatisfy({ $0.incident == course.incident }) else {
      throw StoreFailure(
        .invalid, at: "incident \(course.incident)", "the step names another service, or records of another incident",
        remedy: "nothing was stored; a step holds what belongs to its own incident")
    }
  }
}

extension Database {
  fileprivate func advance(_ course: CourseRecord, at now: Timestamp) throws(StoreFailure) {
    try checkJSON(course.data, at: "incident \(course.incident)")
    let changed = try run(
      """
      UPDATE courses SET state = ?, attempt = ?, data = ?, updated_at = ?, not_before = ?, finished = ?,
        revision = revision + 1, seen = (SELECT count FROM incidents WHERE id = incident)
      WHERE incident = ? AND revision = ?
      """,
      SQLValue(course.state), SQLValue(course.attempt), SQLValue(course.data), SQLValue(now.nanoseconds),
      SQLValue(course.notBefore?.nanoseconds), SQLValue(course.finished), SQLValue(course.incident),
      SQLValue(course.revision))
    precondition(changed == 1, "course \(course.incident) changed within its own transaction")
  }

  fileprivate func insertMemory(of transition: Transition, at now: Timestamp) throws(StoreFailure) {
    let course = transition.course
    for fate in transition.fates { try insert(fate, at: now) }
    for lesson in transition.lessons { try insert(lesson, incident: course.incident, at: now) }
    for act in transition.acts { try insert(act, of: course, at: now) }
    if let outcome = transition.outcome { try insert(outcome, of: course, at: now) }
    if let change = transition.quarantine { try apply(change, to: course, at: now) }
  }
}

extension AuditEntry {
  /// What the audit says of a transition: from where to where, and how it ended.
  fileprivate init(
    _ transition: Transition, from before: CourseRecord, records: [StoredRecord], at now: Timestamp
  ) throws(StoreFailure) {
    let course = transition.course
    var detail: [String: JSONValue] = [
      "from": .string(before.state), "to": .string(course.state), "revision": .integer(before.revision + 1),
      "note": transition.audit.detail,
    ]
    if let outcome = transition.outcome {
      detail["outcome"] = .string(outcome.name)
      detail["reason"] = outcome.reason.map(JSONValue.string)
    }
    self.init(
      sequence: 0, at: now, action: transition.audit.action, actor: transition.audit.actor, service: course.service,
      incident: course.incident, attempt: course.attempt,
      detail: try StoredJSON.text(JSONValue.object(detail), at: "audit note of \(course.incident)"),
      content: AuditChain.content(of: records), hash: [])
  }
}
