import CSQLite
import Glibc
import Healing
import Testing

@testable import IncidentStore

@Suite struct OpeningTests {
  let folder = TestFolder()
  let time = ManualTime()

  private func open(_ access: StoreAccess = .readWrite) async throws(StoreFailure) -> SQLiteIncidentStore {
    try await SQLiteIncidentStore.open(at: folder.database, for: access, time: time)
  }

  private func failure(_ access: StoreAccess = .readWrite) async throws -> StoreFailure {
    try await #require(throws: StoreFailure.self) { try await open(access) }
  }

  @Test func makesFoldersAndFilesForTheOwnerOnly() async throws {
    let path = folder.path + "/a/b/state.db"
    let store = try await SQLiteIncidentStore.open(at: path, time: time)
    _ = try await store.newCourse()
    for file in ["", "-wal", ".lock", ".head"] {
      var status = stat()
      #expect(stat(path + file, &status) == 0 && status.st_mode & 0o077 == 0, "\(file)")
    }
  }

  @Test func whatIsStoredIsThereAfterReopening() async throws {
    let store = try await open()
    let course = try await store.newCourse()
    let stored = try await store.transition(Transition(course, to: "diagnosed"))
    await store.close()
    let again = try await open()
    #expect(try await again.course(of: course.incident) == stored)
  }

  @Test func aClosedStoreSaysSo() async throws {
    let store = try await open()
    await store.close()
    let failure = await #expect(throws: StoreFailure.self) { try await store.unfinished() }
    #expect(failure?.kind == .unavailable)
  }

  @Test func aNewerDatabaseIsRefusedAndNamesBothVersions() async throws {
    try await open().close()
    try RawConnection(folder.database).run("PRAGMA user_version = 7")
    let before = folder.bytes("state.db")
    for access in [StoreAccess.readWrite, .readOnly] {
      let failure = try await failure(access)
      #expect(failure.kind == .newer)
      #expect(failure.what == "the database has version 7, this program knows versions up to 1")
      #expect(failure.remedy.contains("run the newer program again"))
    }
    #expect(folder.bytes("state.db") == before)
  }

  @Test func aDatabaseOfAnotherProgramIsRefused() async throws {
    try RawConnection(folder.database).run("CREATE TABLE notes (text TEXT)")
    let before = folder.bytes("state.db")
    #expect(try await failure().kind == .foreign)
    #expect(folder.bytes("state.db") == before)
  }

  @Test func aFileThatIsNoDatabaseIsRefused() async throws {
    try folder.write(Array("a diary, and not a database, however long it may become".utf8), to: "state.db")
    let before = folder.bytes("state.db")
    #expect(try await failure().kind == .corrupted)
    #expect(folder.bytes("state.db") == before)
  }

  @Test(arguments: [2, 3, 5, 8, 13]) func aDamagedPageIsFoundAndLeftAsItIs(page: Int) async throws {
    let store = try await open()
    for number in 0..<30 { _ = try await store.newCourse("f\(number)") }
    await store.close()
    var bytes = folder.bytes("state.db")
    #expect(bytes.count > 4096 * page)
    for place in (page - 1) * 4096..<(page - 1) * 4096 + 4096 { bytes[place] = UInt8(truncatingIfNeeded: place &* 31) }
    try folder.write(bytes, to: "state.db")
    let failure = try await failure()
    #expect(failure.kind == .corrupted)
    #expect(failure.description.contains("restore a backup"))
    #expect(folder.bytes("state.db") == bytes)
  }

  @Test func aTruncatedDatabaseIsFound() async throws {
    let store = try await open()
    for number in 0..<30 { _ = try await store.newCourse("f\(number)") }
    await store.close()
    try folder.write(Array(folder.bytes("state.db").dropLast(4096 * 3)), to: "state.db")
    #expect(try await failure().kind == .corrupted)
  }

  @Test func damageUnderARunningStoreIsAFailureAndNoCrash() async throws {
    let store = try await open()
    for number in 0..<30 { _ = try await store.newCourse("f\(number)") }
    await store.close()
    let reader = try await open(.readOnly)
    var bytes = folder.bytes("state.db")
    for place in 4096..<bytes.count { bytes[place] = 0x5a }
    try folder.write(bytes, to: "state.db")
    let failure = await #expect(throws: StoreFailure.self) { try await reader.incidents(ListFilter()) }
    #expect(failure?.kind == .corrupted)
  }

  @Test func aFolderThatCannotBeMadeIsNamed() async throws {
    try folder.write([1], to: "file")
    #expect(mkdir(folder.path + "/folder", 0o700) == 0)
    for path in [folder.path + "/file/state.db", "/proc/homeostasis/state.db", folder.path + "/folder"] {
      let failure = try await #require(throws: StoreFailure.self) {
        try await SQLiteIncidentStore.open(at: path, time: time)
      }
      #expect(failure.kind == .unwritable, "\(failure)")
      #expect(failure.remedy.contains("state:"), "\(failure)")
    }
  }

  @Test func readingNeedsADatabase() async throws {
    let failure = try await failure(.readOnly)
    #expect(failure.kind == .missing)
    #expect(failure.remedy.contains("homeostasis run"))
  }

  @Test func aReaderCannotWrite() async throws {
    try await open().close()
    let reader = try await open(.readOnly)
    let failure = await #expect(throws: StoreFailure.self) { try await reader.ingest([event("1")], cursor: nil) }
    #expect(failure?.kind == .unavailable)
  }

  @Test func aSecondWriterIsToldWhoWrites() async throws {
    let store = try await open()
    let failure = try await failure()
    #expect(failure.kind == .inUse)
    #expect(failure.what == "in use by pid \(getpid())")
    let reader = try await open(.readOnly)
    _ = try await store.newCourse()
    #expect(try await reader.incidents(ListFilter()).count == 1)
    #expect(try await reader.verifyAudit().firstBreak == nil)
  }

  @Test func anotherProcessHoldsTheLockUntilItIsKilled() async throws {
    let writer = ChildProcess([ChildProcess.writer, folder.database, "hold"])
    #expect(writer.line() == "open")
    #expect(try await failure().what == "in use by pid \(writer.pid)")
    _ = try await open(.readOnly).incidents(ListFilter())
    writer.kill()
    #expect(ChildProcess.wasKilled(writer.finish().status))
    try await open().close()
  }

  @Test func readersSeeWholeStepsWhileAnotherProcessWrites() async throws {
    let writer = ChildProcess([ChildProcess.writer, folder.database, "1000000"])
    while let line = writer.line(), !line.hasPrefix("journaled") {}
    var entries: Int64 = 0
    for _ in 0..<30 {
      let reader = try await open(.readOnly)
      let report = try await reader.verifyAudit()
      #expect(report.firstBreak == nil)
      #expect(report.entries >= entries)
      entries = report.entries
      for overview in try await reader.incidents(ListFilter()) where overview.course.revision > 0 {
        #expect(overview.course.state == "step-\(overview.course.revision)")
      }
      await reader.close()
      _ = writer.line()
    }
    writer.kill()
    _ = writer.finish()
    // Nobody has tidied up after the writer, and a reader must not.
    let reader = try await open(.readOnly)
    #expect(try await reader.verifyAudit().firstBreak == nil)
    #expect(try await reader.verifyAudit().entries >= entries)
  }

  @Test func inMemoryItKeepsEverythingAndLeavesNothing() async throws {
    let store = try await SQLiteIncidentStore.memory(time: time)
    let course = try await store.newCourse()
    #expect(try await store.transition(Transition(course, to: "diagnosed")).revision == 1)
    #expect(try await store.verifyAudit() == AuditReport(entries: 1, head: store.verifyAudit().head, firstBreak: nil))
    let other = try await SQLiteIncidentStore.memory(time: time)
    #expect(try await other.unfinished().isEmpty)
  }
}
