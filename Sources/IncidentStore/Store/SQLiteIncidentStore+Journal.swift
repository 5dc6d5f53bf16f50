import Digest
public import Healing

extension SQLiteIncidentStore {
  /// Waits for the thread of the store, which waits for the disk.
  public nonisolated func journal(
    _ rollout: Rollout, incident: String, attempt: Int
  ) throws(StoreFailure) -> Rollout {
    try blocking { store throws(StoreFailure) in
      try store.write(rollout, incident: incident, attempt: attempt)
    }
  }

  /// The row that was journaled last, whichever rollout it belongs to.
  public func lastRollout(of incident: String) throws(StoreFailure) -> Rollout? {
    try database().lastRow(of: incident)?.decode()
  }

  private func write(_ rollout: Rollout, incident: String, attempt: Int) throws(StoreFailure) -> Rollout {
    let now = time.now()
    return try change(named: "store.journal.after-commit") { database throws(StoreFailure) in
      let service = try database.course(of: incident).service
      let before: Rollout? = try database.lastRow(of: incident)?.decode()
      var row = rollout
      if row.at == .unknown { row.at = now }
      if row.id.isEmpty { row.id = Self.id(of: rollout, after: before, incident: incident) }
      let record = try StoredRecord(row, incident: incident, attempt: attempt)
      let records = try database.fresh([record])
      guard !records.isEmpty else {
        return try database.storedRecord(row.id)?.decode() ?? row
      }
      let audit = try database.append(
        AuditEntry(
          sequence: 0, at: now, action: "rollout.\(row.state.rawValue)", actor: "host", service: service,
          incident: incident, attempt: attempt,
          detail: try StoredJSON.text(
            JSONValue.object([
              "rollout": .string(row.rollout), "target": .string(row.target), "generation": .integer(row.generation),
            ]), at: "rollout \(row.rollout)"),
          content: AuditChain.content(of: records), hash: []))
      try database.insert(records, audit: audit)
      FailurePoint.reached("store.journal.before-commit")
      return row
    }
  }

  /// The same step told again right after itself has the same id; every other row has one of its own.
  private static func id(of rollout: Rollout, after before: Rollout?, incident: String) -> String {
    if let before, before.rollout == rollout.rollout, before.state == rollout.state,
      before.generation == rollout.generation
    {
      return before.id
    }
    let parts = [incident, rollout.rollout, rollout.state.rawValue, String(rollout.generation), before?.id ?? ""]
    return String(SHA256.hex(of: parts.map { "\($0.utf8.count):\($0)," }.joined()).prefix(32))
  }
}

extension Database {
  fileprivate func lastRow(of incident: String) throws(StoreFailure) -> StoredRecord? {
    try first(
      "SELECT \(StoredRecord.columns) FROM records WHERE incident = ? AND schema = ? ORDER BY number DESC LIMIT 1",
      SQLValue(incident), SQLValue(StoredRecord.Schema.rollout.rawValue), read: StoredRecord.init)
  }
}
