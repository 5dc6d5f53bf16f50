import Digest
import Healing

/// How entries of the audit are chained: each hash is taken over the hash before and over every field of the entry.
///
/// Fields are written as netstrings (`5:hello,`), so that no two entries give the same bytes.
enum AuditChain {
  /// What stands before the first entry.
  static let beginning = [UInt8](repeating: 0, count: SHA256.length)

  /// The hash of `entry` after `previous`; does not look at the entry's own hash.
  static func hash(of entry: AuditEntry, after previous: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(previous)
    for field in [
      String(entry.sequence), String(entry.at.nanoseconds), entry.action, entry.actor, entry.service, entry.incident,
      String(entry.attempt), entry.detail,
    ] {
      hash.update(netstring: field)
    }
    hash.update(entry.content)
    return hash.finalize()
  }

  /// The hash of the records that are stored with an entry, in their order.
  static func content(of records: [StoredRecord]) -> [UInt8] {
    var hash = SHA256()
    for record in records {
      for field in [
        record.schema.rawValue, record.id, record.parent, record.incident, String(record.attempt),
        String(record.at.nanoseconds), record.body,
      ] {
        hash.update(netstring: field)
      }
    }
    return hash.finalize()
  }
}

extension SHA256 {
  fileprivate mutating func update(netstring text: String) {
    update("\(text.utf8.count):")
    update(text)
    update(",")
  }
}
