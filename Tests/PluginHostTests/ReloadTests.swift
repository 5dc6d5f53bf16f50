import Glibc
import Healing
import PluginBridge
import PluginHost
import Synchronization
import SystemCalls
import TestSupport
import Testing

/// A reload under load: nothing lost, nothing twice, and a reload that fails changes nothing.
@Suite struct ReloadTests {
  @Test(arguments: [PluginPlace.host, .process]) func aReloadUnderLoadLosesNothing(_ place: PluginPlace) async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CATEGORY=\"one\"")
    let stage = PluginAnalyzer(try await bench.stage(place))
    let load = Load(stage)
    try await load.more(50)
    try await bench.version("CATEGORY=\"two\"", "VERSION=\"2.0.0\"")
    #expect(try await bench.reload().version == "2.0.0")
    try await load.more(50)
    let (asked, answers, failures) = await load.end()
    #expect(failures.isEmpty)
    // The state has gone along: each number was given once, over both generations.
    #expect(answers.map(\.1).sorted() == Array(1...asked))
    let last = answers.filter { $0.0 == "one" }.map(\.1).max() ?? 0
    #expect(answers.allSatisfy { ($0.1 <= last) == ($0.0 == "one") })
    await stage.retire()
  }

  @Test(arguments: [
    "CREATE_FAILS", "CREATE_CRASHES", "SELF_TEST_FAILS", "START_FAILS", "RESTORE_FAILS", "ID=\"org.example.other\"",
    "SCHEMA=\"false\"",
  ])
  func aVersionThatCannotTakeOverChangesNothing(_ defect: String) async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CATEGORY=\"one\"")
    let stage = PluginAnalyzer(try await bench.stage(.host))
    #expect(try await stage.count("a") == ("one", 1))
    try await bench.version("CATEGORY=\"two\"", defect)
    await #expect(throws: StageFailure.self) { try await bench.reload() }
    #expect(try await stage.count("b") == ("one", 2))
    let refused = try #require(try bench.history().last)
    #expect(refused.state == .refused && refused.notes.last?.text.hasPrefix("refused: ") == true)
    #expect(try bench.history().first?.state == .current)
    try await bench.version("CATEGORY=\"three\"")
    try await bench.reload()
    #expect(try await stage.count("c") == ("three", 3))
    await stage.retire()
  }

  @Test func aFileThatIsNoLibraryChangesNothing() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CATEGORY=\"one\"")
    let whole = try Files.read(bench.library)
    let stage = PluginAnalyzer(try await bench.stage(.process))
    for length in [0, 3, 64, 1000, whole.count / 2] {
      try Files.replace(bench.library, with: Array(whole.prefix(length)))
      await #expect(throws: StageFailure.self) { try await bench.reload() }
    }
    #expect(try await stage.count("a") == ("one", 1))
    await stage.retire()
  }

  @Test func stateOfAnotherSchemaIsToldAndLeftOut() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version()
    let stage = PluginAnalyzer(try await bench.stage(.process))
    _ = try await stage.count("a")
    try await bench.version("STATE=\"org.example.counting.state/2\"")
    let entry = try await bench.reload()
    #expect(entry.notes.contains { $0.text.contains("org.example.counting.state/1") })
    #expect(try await stage.count("b").1 == 1)
    await stage.retire()
  }

  @Test func whatHoldsALockIsDrainedFirst() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CAPABILITIES=(HS_CAP_STATEFUL|HS_CAP_EXCLUSIVE)")
    let lock = "\(bench.folder.path)/lock"
    let stage = PluginAnalyzer(try await bench.stage(.host, settings: #"{"lock":"\#(lock)"}"#))
    #expect(Files.exists(lock))
    try await bench.version("CAPABILITIES=(HS_CAP_STATEFUL|HS_CAP_EXCLUSIVE)", "CATEGORY=\"two\"")
    try await bench.reload()
    #expect(try await stage.count("a") == ("two", 1))
    #expect(Files.exists(lock))
    await stage.retire()
    #expect(!Files.exists(lock))
  }

  @Test func oneReloadAtATime() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version()
    let stage = PluginAnalyzer(try await bench.stage(.process))
    try await bench.version("CATEGORY=\"two\"")
    let results = await withTaskGroup(of: String.self) { group in
      for _ in 0..<4 {
        group.addTask {
          do throws(StageFailure) {
            try await bench.reload()
            return "done"
          } catch {
            return error.code
          }
        }
      }
      return await group.reduce(into: [String]()) { $0.append($1) }
    }
    #expect(results.contains("done") && results.allSatisfy { ["done", "reload.running"].contains($0) }, "\(results)")
    #expect(try await stage.count("a") == ("two", 1))
    await stage.retire()
  }

  @Test func manyReloadsInARowUnderLoad() async throws {
    let count = Soak.count("reloads in a row under load", usual: 20, full: 200)
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CATEGORY=\"start\"")
    let stage = PluginAnalyzer(try await bench.stage(.host))
    let load = Load(stage)
    for number in 1...count {
      try await bench.version("CATEGORY=\"v\(number % 3)\"")
      try await bench.reload()
      try await load.more(5)
    }
    let (asked, answers, failures) = await load.end()
    #expect(failures.isEmpty && answers.map(\.1).sorted() == Array(1...asked))
    #expect(try bench.history().map(\.number) == Array((1...count + 1).suffix(GenerationLedger.kept)))
    await stage.retire()
    #expect(try Files.list("\(bench.folder.path)/staged").isEmpty, "copies are left")
  }

  /// 50,000 incidents a second in batches of 50: how long a caller waits because of a reload.
  @Test func aReloadIsAShortPause() async throws {
    let count = Soak.count("reloads whose pause is measured", usual: 10, full: 200)
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CATEGORY=\"one\"")
    let seat = try await bench.seat(.host)
    let batch = RecordBatch((0..<50).map { GenerationBench.incident("i\($0)") })
    let pauses = Mutex<[Duration]>([])
    let counted = Mutex(0)
    let load = Task {
      let start = ContinuousClock.now
      for number in 0... {
        if Task.isCancelled { return number }
        try? await Task.sleep(until: start + .milliseconds(number), clock: .continuous)  // Ends when it is cancelled.
        let began = ContinuousClock.now
        let call = PluginCall(
          id: "call", timeout: .seconds(5),
          emit: { batch, _ in
            counted.withLock { $0 += batch.rows.count }
            return .taken
          })
        // A call that is cancelled at the end of the test may have answered a part.
        if (try? await seat.perform(.analyze, batch, call)) != nil {
          pauses.withLock { $0.append(ContinuousClock.now - began) }
        }
      }
      return 0
    }
    for number in 1...count {
      try await bench.version("CATEGORY=\"v\(number)\"")
      try await bench.reload()
    }
    load.cancel()
    _ = await load.value
    let sorted = pauses.withLock { $0 }.sorted()
    let worst = sorted.suffix(count)
    print("calls \(sorted.count), median \(sorted[sorted.count / 2]), the \(count) slowest \(worst.map { $0 / 1 })")
    #expect(counted.withLock { $0 } >= sorted.count * 50)
    // Other tests run beside it: a pause that people would notice is a mistake on any machine.
    #expect(try #require(worst.first) < .seconds(1))
    await seat.retire()
  }

  @Test func aMonitorGoesOnWhereTheOneBeforeStopped() async throws {
    let bench = try GenerationBench("counting_monitor.c")
    try await bench.version()
    for place in [PluginPlace.host] {
      let monitor = PluginMonitor(try await bench.stage(place, .monitor), observing: GenerationBench.work("m"))
      let seen = Mutex<[Int]>([])
      let (counts, told) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
      let task = Task {
        try await monitor.observe(from: []) { batch in
          told.yield(
            seen.withLock { seen in
              seen += batch.events.compactMap { Int($0.message) }
              return seen.count
            })
        }
      }
      for number in 1...5 {
        let before = seen.withLock { $0.count }
        for await count in counts where count >= before + 200 { break }
        try await bench.version("VERSION=\"1.0.\(number)\"")
        try await bench.reload()
      }
      let before = seen.withLock { $0.count }
      for await count in counts where count >= before + 200 { break }
      task.cancel()
      _ = await task.result
      let numbers = seen.withLock { $0 }
      #expect(numbers == Array(1...numbers.count), "in order, none lost and none twice")
      await monitor.retire()
    }
  }

  @Test func aDeployerIsReloadedInTheMiddleOfARollout() async throws {
    let bench = try GenerationBench("noting_deployer.c")
    try await bench.version("NUMBER=1")
    let deployer = PluginDeployer(try await bench.stage(.process, .deployer))
    let rows = Mutex<[Rollout]>([])
    let journal: Journal = { row in rows.withLock { $0.append(row) } }
    let patch = Patch(id: "p1", parent: "d1", base: "b", diff: "", title: "t", score: 1)
    var verdict = Verdict(parent: "p1", result: .accepted, reason: "", patchHash: "h", tree: "t")
    (verdict.reproducedBefore, verdict.fixedAfter) = (true, true)
    let work = GenerationBench.work("rollout")
    let verified = try #require(VerifiedPatch(patch, verdict))
    let prepared = try await deployer.prepare(verified, work, journal: journal)
    #expect(prepared.generation == 1 && prepared.state == .prepared)
    // One that dies in the middle of its switch: the old one is given the same row.
    try await bench.version("NUMBER=2", "SWITCH_CRASHES")
    try await bench.reload()
    let switched = try await deployer.switchOver(prepared, work, journal: journal)
    #expect(switched.generation == 1 && switched.state == .switched)
    try await bench.version("NUMBER=3")
    try await bench.reload()
    #expect(try await deployer.promote(switched, work, journal: journal).generation == 3)
    #expect(rows.withLock { $0.map(\.generation) } == [1, 2, 1, 3])
    #expect(try bench.history().map(\.state) == [.current, .rolledBack, .probation])
    await deployer.retire()
  }

  @Test func aPluginInSwiftTakesLittleMemory() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try Files.replace(bench.library, with: Files.read(Built.plugin("SampleAnalyzer")), mode: 0o755)
    let stage = PluginAnalyzer(try await bench.stage(.host))
    func reload(_ count: Int) async throws {
      for _ in 0..<count {
        try await bench.generations.reload("sample-analyzer", because: "a test")
        #expect(try await stage.analyze(GenerationBench.incident("a"), GenerationBench.work("a")).count == 1)
      }
    }
    // The first ones fill the allocator's and the runtime's own tables.
    try await reload(10)
    let before = try Self.residentBytes()
    let count = Soak.count("reloads of a Swift plugin whose memory is measured", usual: 40, full: 1_000)
    try await reload(count)
    let each = (try Self.residentBytes() - before) / count
    print("a reload of a Swift analyzer in the host takes \(each / 1024) KB")
    #expect(each < 60 << 10)
    await stage.retire()
  }

  /// Private memory of this process.
  private static func residentBytes() throws -> Int {
    let text = try Files.text("/proc/self/smaps_rollup")
    let kilobytes = text.split(separator: "\n").filter { $0.hasPrefix("Private_") }.compactMap { line in
      line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }
    return kilobytes.reduce(0, +) << 10
  }
}
