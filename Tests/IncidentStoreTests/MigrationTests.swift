import Healing
import Testing

@testable import IncidentStore

@Suite struct MigrationTests {
  let folder = TestFolder()
  let time = ManualTime()

  struct Step: Migration {
    let version: Int
    let script: String

    func apply(to database: Database) throws(StoreFailure) { try database.execute(script) }
  }

  private func open(_ steps: [any Migration]) async throws(StoreFailure) -> SQLiteIncidentStore {
    try await SQLiteIncidentStore.open(
      at: folder.database, for: .readWrite, time: time, limits: StoreLimits(), through: steps)
  }

  @Test func stepsThatAreMissingAreMadeInOrder() async throws {
    let first = try await open([FirstSchema()])
    let course = try await first.newCourse()
    await first.close()
    let steps: [any Migration] = [
      FirstSchema(), Step(version: 2, script: "CREATE TABLE added (x INTEGER)"),
      Step(version: 3, script: "INSERT INTO added VALUES (41); UPDATE added SET x = x + 1"),
    ]
    for _ in 0..<2 {
      let store = try await open(steps)
      #expect(try await store.course(of: course.incident).incident == course.incident)
      await store.close()
    }
    let raw = try RawConnection(folder.database)
    #expect(try raw.number("PRAGMA user_version") == 3)
    #expect(try raw.number("SELECT x FROM added") == 42)
  }

  @Test func aStepThatFailsLeavesTheVersionBefore() async throws {
    try await open([FirstSchema()]).close()
    let steps: [any Migration] = [
      FirstSchema(), Step(version: 2, script: "CREATE TABLE added (x INTEGER); SELECT nonsense"),
    ]
    await #expect(throws: StoreFailure.self) { try await open(steps) }
    let raw = try RawConnection(folder.database)
    #expect(try raw.number("PRAGMA user_version") == 1)
    #expect(try raw.number("SELECT count(*) FROM sqlite_schema WHERE name = 'added'") == 0)
    try await open([FirstSchema()]).close()
  }

  @Test func aReaderRefusesAnOlderDatabase() async throws {
    try await open([FirstSchema()]).close()
    let failure = try await #require(throws: StoreFailure.self) {
      try await SQLiteIncidentStore.open(
        at: folder.database, for: .readOnly, time: time, limits: StoreLimits(),
        through: [FirstSchema(), Step(version: 2, script: "")])
    }
    #expect(failure.kind == .older)
    #expect(failure.what == "the database has version 1, this program reads version 2")
  }
}
