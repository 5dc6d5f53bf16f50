public import Healing

extension SQLiteIncidentStore {
  /// By the time of the last event, newest first.
  public func incidents(_ filter: ListFilter) throws(StoreFailure) -> [IncidentOverview] {
    let database = try database()
    return try database.snapshot { () throws(StoreFailure) in
      let ids = try database.all(
        """
        SELECT id FROM incidents JOIN courses ON incident = id
        WHERE (?1 IS NULL OR incidents.service = ?1) AND (?2 = 0 OR finished = 0)
        ORDER BY last_seen DESC, id LIMIT ?3
        """, SQLValue(filter.service), SQLValue(filter.unfinishedOnly), SQLValue(filter.limit), read: { $0.text(0) })
      var overviews: [IncidentOverview] = []
      for id in ids { overviews.append(try database.overview(of: id)) }
      return overviews
    }
  }

  /// Finds it by the beginning of its id.
  public func incident(_ prefix: String) throws(StoreFailure) -> IncidentOverview {
    let database = try database()
    return try database.snapshot { () throws(StoreFailure) in
      guard let id = try database.resolve(prefix, in: "incidents", kind: "incident") else {
        throw Database.missing("incident", prefix)
      }
      return try database.overview(of: id)
    }
  }

  /// The events of which the text was kept.
  public func samples(of incident: String) throws(StoreFailure) -> [ClassifiedEvent] {
    try database().samples(of: incident)
  }

  /// Diagnoses, patches, verdicts and rollouts.
  public func records(of incident: String, schema: StoredRecord.Schema?) throws(StoreFailure) -> [StoredRecord] {
    try database().records(of: incident, schema: schema)
  }

  /// Reads the whole graph at one moment.
  public func explain(_ prefix: String) throws(StoreFailure) -> Explanation {
    let database = try database()
    return try database.snapshot { () throws(StoreFailure) in
      let id = try database.incidentBehind(prefix)
      return Explanation(
        incident: try database.incident(id: id), course: try database.course(of: id),
        samples: try database.samples(of: id), records: try database.records(of: id, schema: nil),
        outcomes: try database.outcomes(of: id),
        audit: try database.all(
          "SELECT \(AuditEntry.columns) FROM audit WHERE incident = ? ORDER BY sequence", SQLValue(id),
          read: AuditEntry.init))
    }
  }
}

extension Database {
  fileprivate func overview(of id: String) throws(StoreFailure) -> IncidentOverview {
    IncidentOverview(
      incident: try incident(id: id), course: try course(of: id), outcome: try outcomes(of: id).last)
  }

  fileprivate func outcomes(of incident: String) throws(StoreFailure) -> [StoredOutcome] {
    try all(
      "SELECT \(StoredOutcome.columns) FROM outcomes WHERE incident = ? ORDER BY number", SQLValue(incident),
      read: StoredOutcome.init)
  }

  fileprivate func samples(of incident: String) throws(StoreFailure) -> [ClassifiedEvent] {
    try all("SELECT body FROM samples WHERE incident = ? ORDER BY ordinal", SQLValue(incident)) {
      row throws(StoreFailure) in try StoredJSON.decode(from: row.text(0), at: "samples of incident \(incident)")
    }
  }

  /// An incident's own id, or the id of one of its records.
  fileprivate func incidentBehind(_ prefix: String) throws(StoreFailure) -> String {
    if let id = try resolve(prefix, in: "incidents", kind: "incident") { return id }
    guard let record = try resolve(prefix, in: "records", kind: "record"),
      let id = try first("SELECT incident FROM records WHERE id = ?", SQLValue(record), read: { $0.text(0) })
    else { throw Self.missing("incident or record", prefix) }
    return id
  }
}
