import Healing

extension SQLiteIncidentStore {
  /// Newest first, each with its last verdict and the end of its journal.
  public func patches(_ filter: ListFilter) throws(StoreFailure) -> [PatchOverview] {
    let database = try database()
    return try database.snapshot { () throws(StoreFailure) in
      let ids = try database.all(
        """
        SELECT id FROM records JOIN courses USING (incident)
        WHERE schema = ?1 AND (?2 IS NULL OR service = ?2) AND (?3 = 0 OR finished = 0)
        ORDER BY number DESC LIMIT ?4
        """, SQLValue(StoredRecord.Schema.patch.rawValue), SQLValue(filter.service), SQLValue(filter.unfinishedOnly),
        SQLValue(filter.limit), read: { $0.text(0) })
      var overviews: [PatchOverview] = []
      for id in ids { overviews.append(try database.patch(id: id)) }
      return overviews
    }
  }

  /// Finds it by the beginning of its id.
  public func patch(_ prefix: String) throws(StoreFailure) -> PatchOverview {
    let database = try database()
    return try database.snapshot { () throws(StoreFailure) in
      let isPatch = "schema = '\(StoredRecord.Schema.patch.rawValue)'"
      guard let id = try database.resolve(prefix, in: "records", where: isPatch, kind: "patch") else {
        throw Database.missing("patch", prefix)
      }
      return try database.patch(id: id)
    }
  }
}

extension Database {
  fileprivate func patch(id: String) throws(StoreFailure) -> PatchOverview {
    guard let record = try storedRecord(id) else { throw Self.missing("patch", id) }
    return PatchOverview(
      patch: try record.decode(), incident: record.incident, service: try course(of: record.incident).service,
      attempt: record.attempt, verdict: try lastChild(of: id, schema: .verdict)?.decode(),
      rollout: try lastRow(below: id)?.decode())
  }

  /// The first row of a journal hangs below the patch, each other one below the row before it.
  private func lastRow(below patch: String) throws(StoreFailure) -> StoredRecord? {
    var last: StoredRecord?
    // Parents come from plugins as well: rows that name each other must not hang the reader.
    var passed: Set<String> = []
    while let next = try lastChild(of: last?.id ?? patch, schema: .rollout), passed.insert(next.id).inserted {
      last = next
    }
    return last
  }

  private func lastChild(of parent: String, schema: StoredRecord.Schema) throws(StoreFailure) -> StoredRecord? {
    try first(
      "SELECT \(StoredRecord.columns) FROM records WHERE parent = ? AND schema = ? ORDER BY number DESC LIMIT 1",
      SQLValue(parent), SQLValue(schema.rawValue), read: StoredRecord.init)
  }
}
