public import Healing

extension SQLiteIncidentStore {
  /// In the order in which they were stored.
  public func sightings(since oldest: Timestamp) throws(StoreFailure) -> Sightings {
    let database = try database()
    return Sightings(
      seconds: try database.all(
        "SELECT service, second, generation, body FROM seconds WHERE second >= ? ORDER BY number",
        SQLValue(oldest.nanoseconds / 1_000_000_000)
      ) { row in
        Sightings.Second(
          service: row.text(0), second: row.integer(1), generation: row.isNull(2) ? nil : row.integer(2),
          body: row.bytes(3))
      },
      kinds: try database.all("SELECT service, body FROM kinds ORDER BY at") { row in
        Sightings.Kind(service: row.text(0), body: row.bytes(1))
      })
  }
}

extension Database {
  /// Adds sightings, and forgets a bounded piece of what is too old.
  func insert(_ sightings: Sightings, at now: Timestamp, _ limits: StoreLimits) throws(StoreFailure) {
    for second in sightings.seconds {
      try run(
        "INSERT INTO seconds (service, second, generation, body) VALUES (?, ?, ?, ?)", SQLValue(second.service),
        SQLValue(second.second), SQLValue(second.generation), SQLValue(second.body))
    }
    for kind in sightings.kinds {
      try run(
        "INSERT INTO kinds VALUES (?, ?, ?) ON CONFLICT (service, body) DO UPDATE SET at = excluded.at",
        SQLValue(kind.service), SQLValue(kind.body), SQLValue(now.nanoseconds))
    }
    let oldest = now - limits.secondAge
    try run(
      "DELETE FROM seconds WHERE number < (SELECT min(number) FROM seconds) + 5000 AND second < ?",
      SQLValue(oldest.nanoseconds / 1_000_000_000))
    if !sightings.kinds.isEmpty {
      try run("DELETE FROM kinds WHERE at < ?", SQLValue((now - limits.twinAge).nanoseconds))
    }
  }
}
