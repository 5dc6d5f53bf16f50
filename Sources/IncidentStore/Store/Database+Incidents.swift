import Digest
import Healing

extension Database {
  /// Counts the events of `group`, which are not twins, into their incident and keeps some of them.
  func count(_ group: EventGroup, at now: Timestamp) throws(StoreFailure) -> Incident {
    let id = IncidentID.make(service: group.service, fingerprint: group.fingerprint)
    // The trouble is described by its latest event that has a trace: lines move from release to release.
    let latest = group.events.last { !$0.frames.isEmpty } ?? group.events[group.events.count - 1]
    let frames = WrittenFrames(latest.frames)
    let added = group.events.count
    guard let total = try upsert(group, describedBy: latest, frames, id: id, at: now) else {
      throw failure(doing: "counting events into incident \(id)")
    }
    if total == added {
      try run(
        "INSERT INTO courses VALUES (?, ?, ?, 1, '{}', ?, NULL, 0, 0, 0)", SQLValue(id), SQLValue(group.service),
        SQLValue(CourseRecord.new), SQLValue(now.nanoseconds))
    }
    try keepSamples(of: group.events, incident: id, before: total - added)
    return try incident(id: id, known: frames)
  }

  private func upsert(
    _ group: EventGroup, describedBy latest: ClassifiedEvent, _ frames: WrittenFrames, id: String, at now: Timestamp
  ) throws(StoreFailure) -> Int? {
    let times = group.events.map { Self.plausible($0.event.at, now: now) }
    return try first(
      """
      INSERT INTO incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (service, fingerprint) DO UPDATE SET
        first_seen = min(first_seen, excluded.first_seen), last_seen = max(last_seen, excluded.last_seen),
        count = count + excluded.count,
        language = iif(excluded.frames = '[]' AND frames <> '[]', language, excluded.language),
        title = iif(excluded.frames = '[]' AND frames <> '[]', title, excluded.title),
        type = iif(excluded.frames = '[]' AND frames <> '[]', type, excluded.type),
        frames = iif(excluded.frames = '[]', frames, excluded.frames)
      RETURNING count
      """,
      SQLValue(id), SQLValue(group.service), SQLValue(group.fingerprint), SQLValue(latest.language),
      SQLValue(group.events[0].event.id), SQLValue(now.nanoseconds), SQLValue(latest.title),
      SQLValue(latest.exceptionType), SQLValue(frames.text), SQLValue(times.min()?.nanoseconds),
      SQLValue(times.max()?.nanoseconds), SQLValue(group.events.count), read: { $0.count(0) })
  }

  /// A service's clock is not trusted: what it does not say, or puts into the future, is now.
  private static func plausible(_ at: Timestamp, now: Timestamp) -> Timestamp {
    at == .unknown ? now : min(at, now)
  }

  /// The first three and the last seven events of an incident stay. `before` is how many it had.
  private func keepSamples(
    of events: [ClassifiedEvent], incident: String, before: Int
  ) throws(StoreFailure) {
    let total = before + events.count
    for (index, event) in events.enumerated() {
      let ordinal = before + index + 1
      guard ordinal <= 3 || ordinal > total - 7 else { continue }
      try run(
        "INSERT INTO samples VALUES (?, ?, ?, ?)", SQLValue(incident), SQLValue(ordinal), SQLValue(event.event.id),
        SQLValue(SampleText.text(of: event)))
    }
    try run(
      "DELETE FROM samples WHERE incident = ? AND ordinal > 3 AND ordinal <= ?", SQLValue(incident), SQLValue(total - 7)
    )
  }
}
