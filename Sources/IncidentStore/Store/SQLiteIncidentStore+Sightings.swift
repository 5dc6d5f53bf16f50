public import Healing

extension SQLiteIncidentStore {
  /// In the order in which they were stored.
  public func sightings(since oldest: Timestamp) throws(StoreFailure) -> Sightings {
    let database = try database()
    return Sightings(
      slices: try database.all(
        "SELECT service, at, generation, body FROM slices WHERE at >= ? ORDER BY number", SQLValue(oldest.nanoseconds)
      ) { row in
        Sightings.Slice(
          service: row.text(0), at: row.time(1), generation: row.isNull(2) ? nil : row.integer(2),
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
    for slice in sightings.slices {
      try run(
        "INSERT INTO slices (service, at, generation, body) VALUES (?, ?, ?, ?)", SQLValue(slice.service),
        SQLValue(slice.at.nanoseconds), SQLValue(slice.generation), SQLValue(slice.body))
    }
    for kind in sightings.kinds {
      try run(
        "INSERT INTO kinds VALUES (?, ?, ?) ON CONFLICT (service, body) DO UPDATE SET at = excluded.at",
        SQLValue(kind.service), SQLValue(kind.body), SQLValue(now.nanoseconds))
    }
    try run(
      "DELETE FROM slices WHERE number < (SELECT min(number) FROM slices) + 5000 AND at < ?",
      SQLValue((now - limits.sliceAge).nanoseconds))
    if !sightings.kinds.isEmpty {
      try run("DELETE FROM kinds WHERE at < ?", SQLValue((now - limits.twinAge).nanoseconds))
    }
  }
}
