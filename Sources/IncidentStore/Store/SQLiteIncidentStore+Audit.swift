import Healing

extension SQLiteIncidentStore {
  /// One transaction with one entry.
  public func note(_ note: AuditNote, service: String, incident: String) throws(StoreFailure) {
    let now = time.now()
    let detail = try StoredJSON.text(note.detail, at: "audit note \(note.action)")
    try change(named: "store.note.after-commit") { database throws(StoreFailure) in
      _ = try database.append(
        AuditEntry(
          sequence: 0, at: now, action: note.action, actor: note.actor, service: service, incident: incident,
          attempt: 0, detail: detail, content: AuditChain.content(of: []), hash: []))
    }
  }

  /// Reads every entry once, at one moment.
  public func verifyAudit() throws(StoreFailure) -> AuditReport {
    let database = try database()
    // The copy is read before the audit: a writer may go on meanwhile, and its audit is never behind its copy.
    let head = path == OpenedFiles.memory ? nil : try AuditHead.read(path + ".head")
    let check = try database.snapshot { () throws(StoreFailure) in try database.checkChain(from: 1, against: head) }
    var firstBreak = check.firstBreak
    if head == nil, path != OpenedFiles.memory {
      let what = "the copy of the head, \(path).head, is gone or empty"
      firstBreak = firstBreak ?? .init(sequence: check.next, what: what)
    }
    let last = check.next > 1 ? check.previous ?? [] : []
    return AuditReport(entries: check.next - 1, head: Hex.text(last), firstBreak: firstBreak)
  }
}
