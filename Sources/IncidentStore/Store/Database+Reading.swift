import Healing

/// Rows to values: the one place that knows the order of the columns.
extension Database {
  /// - Parameter known: frames that the incident probably has.
  func incident(id: String, known: WrittenFrames? = nil) throws(StoreFailure) -> Incident {
    let found = try first(
      "SELECT \(Incident.columns) FROM incidents JOIN courses ON incident = id WHERE id = ?", SQLValue(id)
    ) { row throws(StoreFailure) in
      try incident(row, known: known)
    }
    guard let found else { throw Self.missing("incident", id) }
    return found
  }

  private func incident(_ row: Row, known: WrittenFrames?) throws(StoreFailure) -> Incident {
    let id = row.text(0)
    let text = row.text(12)
    let frames: [StackFrame] =
      if let known, known.text == text { known.frames } else {
        try StoredJSON.decode(from: text, at: "incident \(id)")
      }
    return Incident(
      id: id, parent: row.text(1), at: row.time(2), service: row.text(3), language: row.text(4),
      fingerprint: row.text(5), attempt: row.count(6), title: row.text(7), type: row.optionalText(8),
      firstSeen: row.time(9), lastSeen: row.time(10), count: row.count(11),
      frames: frames,
      events: try all("SELECT event FROM samples WHERE incident = ? ORDER BY ordinal", SQLValue(id)) { $0.text(0) })
  }

  func course(of incident: String) throws(StoreFailure) -> CourseRecord {
    let found = try first(
      "SELECT \(CourseRecord.columns) FROM courses JOIN incidents ON id = incident WHERE incident = ?",
      SQLValue(incident), read: CourseRecord.init)
    guard let found else { throw Self.missing("incident", incident) }
    return found
  }

  func records(of incident: String, schema: StoredRecord.Schema?) throws(StoreFailure) -> [StoredRecord] {
    guard let schema else {
      return try all(
        "SELECT \(StoredRecord.columns) FROM records WHERE incident = ? ORDER BY number", SQLValue(incident),
        read: StoredRecord.init)
    }
    return try all(
      "SELECT \(StoredRecord.columns) FROM records WHERE incident = ? AND schema = ? ORDER BY number",
      SQLValue(incident), SQLValue(schema.rawValue), read: StoredRecord.init)
  }

  static func missing(_ kind: String, _ id: String) -> StoreFailure {
    StoreFailure(
      .missing, at: id, "there is no such \(kind)",
      remedy: "`homeostasis incidents` and `homeostasis patches` list what there is")
  }
}

extension Incident {
  static let columns =
    "id, parent, at, incidents.service, language, fingerprint, attempt, title, type, first_seen, last_seen, count, frames"
}

extension CourseRecord {
  static let columns =
    """
    courses.incident, courses.service, courses.state, courses.attempt, courses.data, courses.finished, \
    courses.not_before, courses.revision, courses.updated_at, incidents.count - courses.seen
    """

  init(_ row: Row) {
    self.init(
      incident: row.text(0), service: row.text(1), state: row.text(2), attempt: row.count(3), data: row.text(4),
      finished: row.bool(5), notBefore: row.optionalTime(6), revision: row.integer(7))
    updatedAt = row.time(8)
    unseen = row.count(9)
  }
}

extension StoredRecord {
  static let columns = "schema, id, parent, incident, attempt, at, body"

  init(_ row: Row) {
    self.init(
      schema: Schema(rawValue: row.text(0)), id: row.text(1), parent: row.text(2), incident: row.text(3),
      attempt: row.count(4), at: row.time(5), body: row.text(6))
  }
}
