import Healing

extension Database {
  /// The one id of `table` that begins with `prefix`; a whole id is itself, also where others begin with it.
  /// - Parameter condition: a part of a statement, never text from outside.
  func resolve(
    _ prefix: String, in table: String, where condition: String = "true", kind: String
  ) throws(StoreFailure) -> String? {
    guard !prefix.isEmpty else { throw Self.missing(kind, "(an empty id)") }
    // U+10FFFF sorts behind every character that an id may hold.
    let ids = try all(
      "SELECT id FROM \(table) WHERE id >= ?1 AND id <= ?1 || char(1114111) AND \(condition) ORDER BY id LIMIT 11",
      SQLValue(prefix), read: { $0.text(0) })
    if ids.contains(prefix) || ids.count == 1 { return ids.first }
    guard ids.count > 1 else { return nil }
    let shown = Array(ids.prefix(10))
    throw StoreFailure(
      .ambiguous, at: prefix,
      "\(ids.count > 10 ? "more than 10" : String(ids.count)) \(kind)s begin with it: \(shown.joined(separator: ", "))",
      remedy: "give more of the id", matches: shown)
  }
}
