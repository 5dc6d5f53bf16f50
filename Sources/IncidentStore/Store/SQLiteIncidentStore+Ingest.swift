public import Healing

extension SQLiteIncidentStore {
  /// In the order of the names of the streams.
  public func cursors(of monitor: String) throws(StoreFailure) -> [Cursor] {
    try database().all(
      "SELECT stream, position, at FROM cursors WHERE monitor = ? ORDER BY stream", SQLValue(monitor)
    ) { row in
      Cursor(monitor: monitor, stream: row.text(0), position: row.bytes(1), at: row.time(2))
    }
  }

  /// One upsert for each trouble of the batch, however often it happened.
  public func ingest(
    _ events: [ClassifiedEvent], _ sightings: Sightings = Sightings(), cursor: Cursor?
  ) throws(StoreFailure) -> [Incident] {
    let groups = try EventGroup.groups(of: events)
    if let cursor, cursor.position.count > 64 * 1024 {
      throw StoreFailure(
        .invalid, at: "\(cursor.monitor) \(cursor.stream)", "a cursor of \(cursor.position.count) bytes",
        remedy: "a monitor must keep its cursor at 64 KiB or less")
    }
    let now = time.now()
    return try change(named: "store.ingest.after-commit") { database throws(StoreFailure) in
      var incidents: [Incident] = []
      for group in groups {
        let fresh = try group.keeping { event throws(StoreFailure) in try database.isFirst(event.id, at: now) }
        guard !fresh.events.isEmpty else { continue }
        incidents.append(try database.count(fresh, at: now))
      }
      try database.forgetTwins(before: now - limits.twinAge, keeping: limits.twins)
      try database.insert(sightings, at: now, limits)
      if let cursor { try database.move(cursor) }
      FailurePoint.reached("store.ingest.before-commit")
      return incidents
    }
  }
}

extension Database {
  fileprivate func move(_ cursor: Cursor) throws(StoreFailure) {
    try run(
      """
      INSERT INTO cursors VALUES (?, ?, ?, ?)
      ON CONFLICT (monitor, stream) DO UPDATE SET position = excluded.position, at = excluded.at
      """,
      SQLValue(cursor.monitor), SQLValue(cursor.stream), SQLValue(cursor.position), SQLValue(cursor.at.nanoseconds))
  }
}
