import Healing

extension Database {
  /// The last entry of the audit.
  func auditTail() throws(StoreFailure) -> AuditHead.Position? {
    try first("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1") { row in
      AuditHead.Position(sequence: row.integer(0), hash: row.bytes(1))
    }
  }

  /// Adds an entry, within the caller's transaction, and returns its number. `draft` lacks number and hash.
  func append(_ draft: AuditEntry) throws(StoreFailure) -> Int64 {
    let tail = try auditTail()
    var entry = draft
    entry.sequence = (tail?.sequence ?? 0) + 1
    entry.hash = AuditChain.hash(of: entry, after: tail?.hash ?? AuditChain.beginning)
    try run(
      "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", SQLValue(entry.sequence),
      SQLValue(entry.at.nanoseconds), SQLValue(entry.action), SQLValue(entry.actor), SQLValue(entry.service),
      SQLValue(entry.incident), SQLValue(entry.attempt), SQLValue(entry.detail), SQLValue(entry.content),
      SQLValue(entry.hash))
    return entry.sequence
  }

  /// The entries from `sequence` on, in order.
  func eachAuditEntry(
    from sequence: Int64, _ read: (AuditEntry) throws(StoreFailure) -> Void
  ) throws(StoreFailure) {
    try each("SELECT \(AuditEntry.columns) FROM audit WHERE sequence >= ? ORDER BY sequence", SQLValue(sequence)) {
      row throws(StoreFailure) in try read(AuditEntry(row))
    }
  }

  /// Compares the audit with the copy of its head when the store is opened: the entry that the copy names must be
  /// there, and what came after it must go on from it.
  func checkTail(against head: AuditHead.Position?, at path: String) throws(StoreFailure) {
    guard let tail = try auditTail() else {
      if let head, head.sequence > 0 { throw AuditHead.emptied(self.path, head) }
      return
    }
    let accept = "restore both from one backup; to go on knowingly, put this line into \(path): \(tail.text)"
    guard let head else {
      throw StoreFailure(.tampered, at: path, "the copy of the audit's head is gone or empty", remedy: accept)
    }
    if let broken = try checkChain(from: head.sequence, against: head).firstBreak {
      throw StoreFailure(.tampered, at: self.path, "\(broken)", remedy: accept)
    }
  }

  /// Follows the chain from entry `sequence` to its end, or to the first break.
  func checkChain(from sequence: Int64, against head: AuditHead.Position?) throws(StoreFailure) -> AuditCheck {
    var check = AuditCheck(from: max(1, sequence), head: head)
    if check.next > 1 {
      check.previous = try first("SELECT hash FROM audit WHERE sequence = ?", SQLValue(check.next - 1)) { $0.bytes(0) }
    }
    try eachAuditEntry(from: check.next) { entry throws(StoreFailure) in
      guard check.firstBreak == nil else { return }
      let records = try all(
        "SELECT \(StoredRecord.columns) FROM records WHERE audit = ? ORDER BY number", SQLValue(entry.sequence),
        read: StoredRecord.init)
      check.take(entry, with: records)
    }
    check.end()
    return check
  }
}

extension AuditEntry {
  static let columns = "sequence, at, action, actor, service, incident, attempt, detail, content, hash"

  init(_ row: Row) {
    self.init(
      sequence: row.integer(0), at: row.time(1), action: row.text(2), actor: row.text(3), service: row.text(4),
      incident: row.text(5), attempt: row.count(6), detail: row.text(7), content: row.bytes(8), hash: row.bytes(9))
  }
}
