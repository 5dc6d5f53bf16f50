import Healing

extension Database {
  /// Those of `records` that are not stored yet.
  /// - Throws: `conflict` where an id is taken by something else, `invalid` where one has no id.
  func fresh(_ records: [StoredRecord]) throws(StoreFailure) -> [StoredRecord] {
    var fresh: [StoredRecord] = []
    for record in records {
      guard !record.id.isEmpty else {
        throw StoreFailure(
          .invalid, at: "incident \(record.incident)", "a \(record.schema.rawValue) without an id",
          remedy: "nothing was stored; the host gives records their ids")
      }
      try checkJSON(record.body, at: "record \(record.id)")
      let stored = try storedRecord(record.id)
      guard let taken = stored ?? fresh.first(where: { $0.id == record.id }) else {
        fresh.append(record)
        continue
      }
      guard try Self.isSame(record, taken) else {
        throw StoreFailure(
          .conflict, at: "record \(record.id)", "another \(taken.schema.rawValue) has this id",
          remedy: "nothing was stored; records are never changed, a new one needs a new id")
      }
    }
    return fresh
  }

  func storedRecord(_ id: String) throws(StoreFailure) -> StoredRecord? {
    try first("SELECT \(StoredRecord.columns) FROM records WHERE id = ?", SQLValue(id), read: StoredRecord.init)
  }

  func insert(_ records: [StoredRecord], audit: Int64) throws(StoreFailure) {
    for record in records {
      try run(
        "INSERT INTO records (id, schema, parent, incident, attempt, at, body, audit) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        SQLValue(record.id), SQLValue(record.schema.rawValue), SQLValue(record.parent), SQLValue(record.incident),
        SQLValue(record.attempt), SQLValue(record.at.nanoseconds), SQLValue(record.body), SQLValue(audit))
    }
  }

  /// A verb of a deployer that runs again after a crash tells the same step with other times.
  private static func isSame(_ record: StoredRecord, _ stored: StoredRecord) throws(StoreFailure) -> Bool {
    guard record.schema == .rollout, stored.schema == .rollout, record.incident == stored.incident else {
      return record == stored
    }
    let (new, old) = (try record.decode(Rollout.self), try stored.decode(Rollout.self))
    return new.rollout == old.rollout && new.state == old.state && new.generation == old.generation
      && new.patchHash == old.patchHash
  }
}
