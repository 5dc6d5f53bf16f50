/// Follows the chain entry by entry and stops at the first that is not what was written. Pure.
struct AuditCheck {
  /// The number that must come next.
  private(set) var next: Int64
  /// The hash before it; nil where the entry before is gone.
  var previous: [UInt8]?
  private(set) var firstBreak: AuditReport.Break?
  private let head: AuditHead.Position?

  init(from next: Int64, head: AuditHead.Position?) {
    self.next = next
    previous = next == 1 ? AuditChain.beginning : nil
    self.head = head
  }

  mutating func take(_ entry: AuditEntry, with records: [StoredRecord]) {
    if let what = fault(in: entry, with: records) {
      firstBreak = .init(sequence: min(next, entry.sequence), what: what)
      return
    }
    previous = entry.hash
    next += 1
  }

  /// After the last entry: the audit must reach as far as the copy of its head.
  mutating func end() {
    guard firstBreak == nil, let head, head.sequence >= next else { return }
    firstBreak = .init(
      sequence: next, what: "it and all after it are gone; the copy of the head names entry \(head.sequence)")
  }

  private func fault(in entry: AuditEntry, with records: [StoredRecord]) -> String? {
    guard entry.sequence == next else { return "it is gone; the next entry there is has number \(entry.sequence)" }
    guard let previous else { return "the entry before it is gone" }
    guard AuditChain.hash(of: entry, after: previous) == entry.hash else {
      return "its text or its place was changed: its hash does not follow from the entry before"
    }
    guard AuditChain.content(of: records) == entry.content else {
      let ids = records.map(\.id).joined(separator: ", ")
      return "records that were stored with it were changed, added or removed (now: \(ids.isEmpty ? "none" : ids))"
    }
    if let head, head.sequence == entry.sequence, head.hash != entry.hash {
      return "it is not the entry that the copy of the head names: the audit was written anew"
    }
    return nil
  }
}
