import Healing

extension Database {
  func insert(_ fate: PatchFate, at now: Timestamp) throws(StoreFailure) {
    try run(
      """
      INSERT INTO fates VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (service, patch, target) DO UPDATE SET
        fate = excluded.fate, reason = excluded.reason, incident = excluded.incident, at = excluded.at
      """,
      SQLValue(fate.key.service), SQLValue(fate.key.patchHash), SQLValue(fate.key.targetHash),
      SQLValue(fate.fate.rawValue), SQLValue(fate.reason), SQLValue(fate.incident), SQLValue(now.nanoseconds))
  }

  func insert(_ lesson: Lesson, incident: String, at now: Timestamp) throws(StoreFailure) {
    try run(
      "INSERT INTO lessons (exception, template, successes, failures, incident, at) VALUES (?, ?, ?, ?, ?, ?)",
      SQLValue(lesson.exceptionType), SQLValue(lesson.template), SQLValue(lesson.successes), SQLValue(lesson.failures),
      SQLValue(incident), SQLValue(now.nanoseconds))
  }

  func insert(_ act: CountedAct, of course: CourseRecord, at now: Timestamp) throws(StoreFailure) {
    try run(
      "INSERT INTO acts (act, service, incident, at) VALUES (?, ?, ?, ?)", SQLValue(act.rawValue),
      SQLValue(course.service), SQLValue(course.incident), SQLValue(now.nanoseconds))
  }

  func insert(_ outcome: Outcome, of course: CourseRecord, at now: Timestamp) throws(StoreFailure) {
    try run(
      "INSERT INTO outcomes (incident, attempt, service, outcome, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
      SQLValue(course.incident), SQLValue(course.attempt), SQLValue(course.service), SQLValue(outcome.name),
      SQLValue(outcome.reason), SQLValue(now.nanoseconds))
  }

  func apply(_ change: QuarantineChange, to course: CourseRecord, at now: Timestamp) throws(StoreFailure) {
    switch change {
    case .begin(let reason, let until):
      try run(
        """
        INSERT INTO quarantines VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (incident) DO UPDATE SET reason = excluded.reason, at = excluded.at, until = excluded.until
        """,
        SQLValue(course.incident), SQLValue(course.service), SQLValue(reason), SQLValue(now.nanoseconds),
        SQLValue(until?.nanoseconds))
    case .lift:
      try run("DELETE FROM quarantines WHERE incident = ?", SQLValue(course.incident))
    }
  }
}
