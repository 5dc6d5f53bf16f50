import Digest
import Healing

/// The memory of event ids. Ids are made from places in files, so that those of one batch are neighbours in the index
/// and few pages change; of a long id, which may come from outside, half of its SHA-256 stands in.
extension Database {
  /// Whether this id was not seen before; from now on it was. An empty id is always the first.
  func isFirst(_ id: String, at now: Timestamp) throws(StoreFailure) -> Bool {
    if id.isEmpty { return true }
    let key = id.utf8.count <= 64 ? Array(id.utf8) : Array(SHA256.digest(of: id.utf8).prefix(16))
    return try run(
      "INSERT INTO twins (key, at) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", SQLValue(key), SQLValue(now.nanoseconds)
    ) == 1
  }

  /// Forgets what is older than `oldest`, or more than `limit`. Rows stand in the order in which they came, so that
  /// only the front is looked at; a bounded piece of it each time, so that no batch waits for long.
  func forgetTwins(before oldest: Timestamp, keeping limit: Int) throws(StoreFailure) {
    let piece: Int64 = 5_000
    guard
      let (first, last) = try first(
        "SELECT (SELECT min(number) FROM twins), (SELECT max(number) FROM twins)",
        read: { row in (row.integer(0), row.integer(1)) }), last > 0
    else { return }
    let surplus = last - Int64(limit)
    try run("DELETE FROM twins WHERE number <= ? AND number < ?", SQLValue(surplus), SQLValue(first + 4 * piece))
    try run("DELETE FROM twins WHERE number < ? AND at < ?", SQLValue(first + piece), SQLValue(oldest.nanoseconds))
  }
}
