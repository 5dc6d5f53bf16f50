import Testing

@testable import IncidentStore

extension SQLiteIncidentStore {
  /// SQLite answers a database that may not grow as it answers a disk that is full.
  fileprivate func limit(pages: Int) throws { try database().execute("PRAGMA max_page_count = \(pages)") }
}

/// The disk is full, or fails: what was acknowledged stays, the failure says what to do, and a restart goes on.
@Suite(.serialized) struct FullDiskTests {
  private func goesOn(_ folder: TestFolder, after lines: [String]) async throws {
    var acknowledged = Acknowledged()
    acknowledged.take(lines)
    try await StoreCheck.check(folder.database, has: &acknowledged, lines.last ?? "")
    let end = ChildProcess([ChildProcess.writer, folder.database, "8"]).finish()
    #expect(end.status == 0 && end.lines.last == "done")
    acknowledged.take(end.lines)
    try await StoreCheck.check(folder.database, has: &acknowledged, "the end")
  }

  @Test func onceThereIsSpaceAgainTheSameStoreGoesOn() async throws {
    let store = try await SQLiteIncidentStore.memory(time: ManualTime())
    let course = try await store.newCourse()
    try await store.limit(pages: 1)
    let batch = (0..<2_000).map { event("\($0)", "f\($0)") }
    let failure = await #expect(throws: StoreFailure.self) { try await store.ingest(batch, cursor: cursor("1")) }
    #expect(failure?.kind == .diskFull)
    #expect(try await store.unfinished() == [course])
    #expect(try await store.cursors(of: "web/log").isEmpty)
    try await store.limit(pages: 100_000)
    #expect(try await store.ingest(batch, cursor: cursor("1")).count == 2_000)
    #expect(try await store.transition(Transition(course, to: "diagnosed")).revision == 1)
  }

  @Test(.enabled(if: Tracer.works, "needs strace and the right to trace"), arguments: [40, 60, 90])
  func noSpaceIsLeft(write: Int) async throws {
    let folder = TestFolder()
    let writer = ChildProcess(Tracer.inject("pwrite64", "error=ENOSPC", when: "\(write)+", [folder.database, "8"]))
    let (lines, status) = writer.finish()
    #expect(status != 0)
    let failure = try #require(lines.last)
    #expect(failure.hasPrefix("failed diskFull") && failure.contains("free some space"), "\(failure)")
    try await goesOn(folder, after: lines)
  }

  @Test(.enabled(if: Tracer.works, "needs strace and the right to trace"), arguments: ["fdatasync", "fsync"])
  func aSyncFails(call: String) async throws {
    let folder = TestFolder()
    let (lines, status) = ChildProcess(Tracer.inject(call, "error=EIO", when: "3+", [folder.database, "8"])).finish()
    guard status != 0 else { return #expect(call == "fsync", "the last syncs are fdatasync") }
    let failure = try #require(lines.last)
    #expect(failure.hasPrefix("failed device"), "\(failure)")
    try await goesOn(folder, after: lines)
  }

  @Test(arguments: [1_500, 4_000]) func aFileMayNotGrow(kibibytes: Int) async throws {
    let folder = TestFolder()
    // dash counts 512 bytes, bash 1,024: either is small enough.
    let (lines, status) = ChildProcess([
      "sh", "-c", "ulimit -f \(kibibytes); exec \"$0\" \"$@\"", ChildProcess.writer, folder.database, "100000",
    ]).finish()
    #expect(status != 0)
    let failure = try #require(lines.last)
    #expect(failure.hasPrefix("failed device"), "\(failure)")
    var acknowledged = Acknowledged()
    acknowledged.take(lines)
    #expect(acknowledged.ingested > 0)
    try await StoreCheck.check(folder.database, has: &acknowledged, "after a limit of \(kibibytes)")
  }
}
