import Glibc
public import Healing

extension SQLiteIncidentStore {
  /// The last fate of this patch on this code.
  public func fate(of key: PatchKey) throws(StoreFailure) -> PatchFate? {
    try database().first(
      "SELECT fate, reason, incident, at FROM fates WHERE service = ? AND patch = ? AND target = ?",
      SQLValue(key.service), SQLValue(key.patchHash), SQLValue(key.targetHash)
    ) { row throws(StoreFailure) in
      guard let fate = PatchFate.Fate(rawValue: row.text(0)) else {
        throw StoreFailure(
          .corrupted, at: "patch \(key.patchHash)", "its fate is `\(row.text(0))`, which is none",
          remedy: "the database was changed by something else; restore a backup")
      }
      var found = PatchFate(of: key, fate, reason: row.text(1), incident: row.text(2))
      found.at = row.time(3)
      return found
    }
  }

  /// Sums the lessons, each aged by the time since it was stored.
  public func templateCounts(
    of exceptionType: String?, halfLife: Duration
  ) throws(StoreFailure) -> [TemplateCount] {
    let now = time.now()
    var counts: [TemplateCount] = []
    try database().each(
      """
      SELECT exception, template, successes, failures, at FROM lessons
      WHERE ?1 IS NULL OR exception = ?1 ORDER BY exception, template
      """, SQLValue(exceptionType)
    ) { row in
      // A clock that went back must not make lessons weigh more than they did.
      let age = max(0, (now - row.time(4)).inSeconds)
      let weight = exp2(-age / halfLife.inSeconds)
      let count = TemplateCount(
        exceptionType: row.text(0), template: row.text(1), successes: row.real(2) * weight,
        failures: row.real(3) * weight)
      if let last = counts.last, last.exceptionType == count.exceptionType, last.template == count.template {
        counts[counts.count - 1].successes += count.successes
        counts[counts.count - 1].failures += count.failures
      } else {
        counts.append(count)
      }
    }
    return counts
  }

  /// The acts that transitions stored.
  public func times(
    of act: CountedAct, service: String?, incident: String?, since: Timestamp
  ) throws(StoreFailure) -> [Timestamp] {
    try database().all(
      """
      SELECT at FROM acts WHERE act = ?1 AND at >= ?2 AND (?3 IS NULL OR service = ?3) AND (?4 IS NULL OR incident = ?4)
      ORDER BY at, number
      """, SQLValue(act.rawValue), SQLValue(since.nanoseconds), SQLValue(service), SQLValue(incident),
      read: { $0.time(0) })
  }

  /// Those that have no end or one in the future.
  public func quarantines(service: String?) throws(StoreFailure) -> [Quarantine] {
    try database().all(
      """
      SELECT incident, service, reason, at, until FROM quarantines
      WHERE (until IS NULL OR until > ?1) AND (?2 IS NULL OR service = ?2) ORDER BY at
      """, SQLValue(time.now().nanoseconds), SQLValue(service)
    ) { row in
      Quarantine(
        incident: row.text(0), service: row.text(1), reason: row.text(2), at: row.time(3), until: row.optionalTime(4))
    }
  }

  /// One for each end of an attempt.
  public func outcomes(of incident: String?, since: Timestamp) throws(StoreFailure) -> [StoredOutcome] {
    try database().all(
      """
      SELECT \(StoredOutcome.columns) FROM outcomes WHERE (?1 IS NULL OR incident = ?1) AND at >= ?2
      ORDER BY number
      """, SQLValue(incident), SQLValue(since.nanoseconds), read: StoredOutcome.init)
  }
}

extension StoredOutcome {
  static let columns = "incident, service, attempt, outcome, reason, at"

  init(_ row: Row) {
    self.init(
      incident: row.text(0), service: row.text(1), attempt: row.count(2), outcome: row.text(3),
      reason: row.optionalText(4), at: row.time(5))
  }
}
