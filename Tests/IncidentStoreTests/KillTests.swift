import Glibc
import TestSupport
import Testing

/// A real writer in a process of its own, killed with -9, and then opened as a restart does.
@Suite(.serialized) struct KillTests {
  static let points = [
    "store.migration.before-commit", "store.ingest.before-commit", "store.ingest.after-commit",
    "store.transition.half-written", "store.transition.before-commit", "store.transition.after-commit",
    "store.journal.before-commit", "store.journal.after-commit", "store.head.before-copy",
  ]

  @Test(arguments: points) func killedAtANamedPoint(point: String) async throws {
    let folder = TestFolder()
    var acknowledged = Acknowledged()
    for time in [1, 2, 4] {
      // There is one migration only.
      if point.contains("migration"), time > 1 { break }
      let writer = ChildProcess(
        [ChildProcess.writer, folder.database, "40"], environment: ["HOMEOSTASIS_FAILURE_POINT": "\(point):\(time)"])
      let (lines, status) = writer.finish()
      #expect(ChildProcess.wasKilled(status), "\(point):\(time) was not reached: \(lines.last ?? "")")
      acknowledged.take(lines)
      try await StoreCheck.check(folder.database, has: &acknowledged, "\(point):\(time)")
    }
    try await runToTheEnd(folder, acknowledged, rounds: 12)
  }

  @Test func killedAtRandomMoments() async throws {
    var random = SeededGenerator(Soak.seed)
    let count = Soak.count("kills of the store at random moments", usual: 30, full: 1_000)
    var folder = TestFolder()
    var acknowledged = Acknowledged()
    for repetition in 0..<count {
      if repetition.isMultiple(of: 10) {
        folder = TestFolder()
        acknowledged = Acknowledged()
      }
      let writer = ChildProcess([ChildProcess.writer, folder.database, "1000000"])
      usleep(UInt32.random(in: 0..<60_000, using: &random))
      writer.kill()
      acknowledged.take(writer.finish().lines)
      try await StoreCheck.check(folder.database, has: &acknowledged, "repetition \(repetition)")
    }
  }

  /// Killed within a system call of the database itself: between the writes of one commit, before its sync.
  @Test(.enabled(if: Tracer.works, "needs strace and the right to trace")) func killedAtAnyWrite() async throws {
    var random = SeededGenerator(Soak.seed)
    let count = Soak.count("kills of the store within a system call", usual: 30, full: 1_000)
    for repetition in 0..<count {
      let folder = TestFolder()
      var acknowledged = Acknowledged()
      for _ in 0..<2 {
        let call = ["pwrite64", "fdatasync", "fsync", "ftruncate"].randomElement(using: &random) ?? "fsync"
        let when = 1 + UInt64.random(in: 0..<(call == "pwrite64" ? 120 : 12), using: &random)
        let writer = ChildProcess(Tracer.inject(call, "signal=SIGKILL", when: "\(when)", [folder.database, "4"]))
        acknowledged.take(writer.finish().lines)
        try await StoreCheck.check(folder.database, has: &acknowledged, "repetition \(repetition), \(call) \(when)")
      }
      try await runToTheEnd(folder, acknowledged, rounds: 6)
    }
  }

  /// What is left to do is done once: the end is the same as without a kill.
  private func runToTheEnd(_ folder: TestFolder, _ before: Acknowledged, rounds: Int) async throws {
    var acknowledged = before
    let (lines, status) = ChildProcess([ChildProcess.writer, folder.database, "\(rounds)"]).finish()
    #expect(status == 0 && lines.last == "done")
    acknowledged.take(lines)
    #expect(acknowledged.ingested == rounds)
    try await StoreCheck.check(folder.database, has: &acknowledged, "the end")
  }
}
