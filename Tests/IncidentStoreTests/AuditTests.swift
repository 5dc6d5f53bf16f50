import Healing
import Testing

@testable import IncidentStore

@Suite struct AuditTests {
  let folder = TestFolder()
  let time = ManualTime()

  /// Ten entries: a note, then steps of which each stores a record.
  private func fill() async throws {
    let store = try await SQLiteIncidentStore.open(at: folder.database, time: time)
    var course = try await store.newCourse()
    try await store.note(AuditNote("hold.begin", by: "user:eva"), service: "shop", incident: "")
    for number in 2...10 {
      let patch = Patch(id: "p\(number)", parent: "d", base: "t", diff: nil, title: "step \(number)", score: 1)
      let record = try StoredRecord(patch, incident: course.incident, attempt: 1)
      course = try await store.transition(Transition(course, to: "s\(number)", records: [record]))
    }
    let report = try await store.verifyAudit()
    #expect(report.entries == 10 && report.firstBreak == nil && report.head.count == 64)
    await store.close()
  }

  /// What a reader finds after `script`, and that a writer refuses where the store looks when it opens.
  private func tamper(_ script: String) async throws -> AuditReport.Break? {
    try RawConnection(folder.database).run(RawConnection.withoutTriggers + script)
    let reader = try await SQLiteIncidentStore.open(at: folder.database, for: .readOnly, time: time)
    return try await reader.verifyAudit().firstBreak
  }

  @Test func triggersRefuseHonestMistakes() async throws {
    try await fill()
    let raw = try RawConnection(folder.database)
    for script in [
      "UPDATE audit SET actor = 'nobody' WHERE sequence = 3", "DELETE FROM audit WHERE sequence = 10",
      "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE sequence = 3",
      "INSERT INTO audit SELECT 12, at, action, actor, service, incident, attempt, detail, content, hash FROM audit WHERE sequence = 3",
    ] {
      let refused = #expect(throws: RawConnection.Refused.self) { try raw.run(script) }
      #expect(refused?.description == "the audit is append-only", "\(script)")
    }
  }

  @Test(arguments: [
    "actor = 'nobody'", "at = at + 1", "action = 'course.healed'", "detail = '{}'", "incident = ''", "attempt = 2",
    "service = 'x'", "content = zeroblob(32)", "hash = zeroblob(32)", "hash = x''",
  ]) func anEditIsFound(change: String) async throws {
    try await fill()
    let found = try #require(try await tamper("UPDATE audit SET \(change) WHERE sequence = 4"))
    #expect(found.sequence == 4)
    #expect(found.what.contains("was changed"))
  }

  @Test func aDeletedEntryIsFound() async throws {
    try await fill()
    let found = try #require(try await tamper("DELETE FROM audit WHERE sequence = 4"))
    #expect(found.sequence == 4 && found.what.contains("it is gone"))
  }

  @Test func aDeletedFirstEntryIsFound() async throws {
    try await fill()
    #expect(try await tamper("DELETE FROM audit WHERE sequence = 1")?.sequence == 1)
  }

  @Test func deletingAndClosingTheGapIsFound() async throws {
    try await fill()
    let script = """
      DELETE FROM audit WHERE sequence = 4;
      UPDATE audit SET sequence = -sequence WHERE sequence > 4; UPDATE audit SET sequence = -sequence - 1 WHERE sequence < 0;
      """
    #expect(try await tamper(script)?.sequence == 4)
  }

  @Test func exchangedEntriesAreFound() async throws {
    try await fill()
    let script = """
      UPDATE audit SET sequence = 100 WHERE sequence = 4; UPDATE audit SET sequence = 4 WHERE sequence = 5;
      UPDATE audit SET sequence = 5 WHERE sequence = 100;
      """
    let found = try #require(try await tamper(script))
    #expect(found.sequence == 4 && found.what.contains("place was changed"))
  }

  @Test func aCutTailIsFoundByTheCopyOfTheHead() async throws {
    try await fill()
    let found = try #require(try await tamper("DELETE FROM audit WHERE sequence > 8"))
    #expect(found.sequence == 9 && found.what.contains("names entry 10"))
    let failure = await #expect(throws: StoreFailure.self) {
      try await SQLiteIncidentStore.open(at: folder.database, time: time)
    }
    #expect(failure?.kind == .tampered)
  }

  @Test func anAuditWrittenAnewIsFoundByTheCopyOfTheHead() async throws {
    try await fill()
    try RawConnection(folder.database).run(RawConnection.withoutTriggers)
    // Someone who knows how the chain is made writes it anew from entry 4 on.
    try await rewrite(from: 4)
    let reader = try await SQLiteIncidentStore.open(at: folder.database, for: .readOnly, time: time)
    let found = try #require(try await reader.verifyAudit().firstBreak)
    #expect(found.sequence == 10 && found.what.contains("written anew"))
  }

  private func rewrite(from first: Int64) async throws {
    let database = try Database(path: folder.database, readOnly: false)
    var previous: [UInt8] = []
    for var entry in try database.all(
      "SELECT \(AuditEntry.columns) FROM audit ORDER BY sequence", read: AuditEntry.init)
    {
      if entry.sequence >= first {
        entry.actor = "nobody"
        entry.hash = AuditChain.hash(of: entry, after: previous)
        try database.run(
          "UPDATE audit SET actor = 'nobody', hash = ? WHERE sequence = ?", SQLValue(entry.hash),
          SQLValue(entry.sequence))
      }
      previous = entry.hash
    }
  }

  @Test(arguments: [
    "UPDATE records SET body = json_set(body, '$.title', 'another') WHERE id = 'p5'",
    "UPDATE records SET parent = 'x' WHERE id = 'p5'", "DELETE FROM records WHERE id = 'p5'",
    "INSERT INTO records (id, schema, parent, incident, attempt, at, body, audit) SELECT 'new', schema, parent, incident, attempt, at, body, audit FROM records WHERE id = 'p5'",
  ]) func aChangedRecordIsFound(script: String) async throws {
    try await fill()
    let found = try #require(try await tamper(script))
    #expect(found.sequence == 5 && found.what.contains("records"))
  }

  @Test func aMissingCopyOfTheHeadIsFoundAndToldHowToMend() async throws {
    try await fill()
    try folder.remove("state.db.head")
    let reader = try await SQLiteIncidentStore.open(at: folder.database, for: .readOnly, time: time)
    #expect(try await reader.verifyAudit().firstBreak?.what.contains("gone or empty") == true)
    let failure = try await #require(throws: StoreFailure.self) {
      try await SQLiteIncidentStore.open(at: folder.database, time: time)
    }
    #expect(failure.kind == .tampered)
    let line = try #require(failure.remedy.split(separator: ": ").last)
    try folder.write(Array((line + "\n").utf8), to: "state.db.head")
    let store = try await SQLiteIncidentStore.open(at: folder.database, time: time)
    #expect(try await store.verifyAudit().firstBreak == nil)
  }

  @Test(arguments: ["", "x", "10 zz", "ten 00"]) func nonsenseInTheCopyOfTheHeadIsRefused(text: String) async throws {
    try await fill()
    try folder.write(Array(text.utf8), to: "state.db.head")
    let failure = await #expect(throws: StoreFailure.self) {
      try await SQLiteIncidentStore.open(at: folder.database, time: time)
    }
    #expect(failure?.kind == .tampered)
  }

  @Test func anEmptiedDatabaseIsFound() async throws {
    try await fill()
    try folder.write([], to: "state.db")
    let failure = await #expect(throws: StoreFailure.self) {
      try await SQLiteIncidentStore.open(at: folder.database, time: time)
    }
    #expect(failure?.kind == .tampered && failure?.what.contains("had 10 entries") == true)
    #expect(folder.bytes("state.db").isEmpty)
  }

  @Test func aCopyThatLagsBehindIsBroughtForward() async throws {
    try await fill()
    let raw = try RawConnection(folder.database)
    #expect(try raw.number("SELECT count(*) FROM audit") == 10)
    let database = try Database(path: folder.database, readOnly: true)
    let early = try #require(
      try database.first("SELECT sequence, hash FROM audit WHERE sequence = 7") { row in
        AuditHead.Position(sequence: row.integer(0), hash: row.bytes(1))
      })
    try folder.write(Array(early.text.utf8), to: "state.db.head")
    let store = try await SQLiteIncidentStore.open(at: folder.database, time: time)
    #expect(try AuditHead.read(folder.database + ".head")?.sequence == 10)
    #expect(try await store.verifyAudit().firstBreak == nil)
  }
}
