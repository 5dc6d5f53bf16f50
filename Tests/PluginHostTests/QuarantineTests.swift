import Healing
import PluginHost
import Synchronization
import SystemCalls
import TestSupport
import Testing

/// Three crashes in ten minutes are enough.
@Suite struct QuarantineTests {
  @Test func theLastGoodGenerationTakesOver() async throws {
    var rules = GenerationBench.rules
    rules.calls = 5
    let bench = try GenerationBench("counting_analyzer.c", rules)
    try await bench.version("CATEGORY=\"good\"")
    let stage = PluginAnalyzer(try await bench.stage(.process))
    _ = try await stage.count("a")
    // It is kept, and shows what it is afterwards.
    try await bench.version("CATEGORY=\"bad\"", "CRASH_ON=\"special\"")
    try await bench.reload()
    for number in 1...5 { #expect(try await stage.count("b\(number)").0 == "bad") }
    #expect(try bench.history().last?.state == .current)
    // The crash is tried once more by the stage, so that two records make four crashes.
    await #expect(throws: StageFailure.self) { try await stage.count("s1", "special") }
    #expect(try await stage.count("s2", "special").0 == "good")
    #expect(try bench.history().last?.state == .quarantined)
    let notice = bench.notices.withLock { $0.first { $0.kind == .quarantined } }
    #expect(notice?.plugin == bench.id && notice?.services == ["shop"])
    await stage.retire()
  }

  /// What is kept of a Python file is a Python file, and runs as one; also in place of a library.
  @Test func theLastGoodPythonFileTakesOver() async throws {
    var rules = GenerationBench.rules
    rules.calls = 5
    let bench = try GenerationBench("counting_analyzer.py", rules)
    try await bench.version("CATEGORY = \"good\"")
    let stage = PluginAnalyzer(try await bench.stage(.process))
    #expect(try await stage.count("a").0 == "good")
    try await bench.version("CATEGORY = \"bad\"", "CRASH_ON = \"special\"")
    try await bench.reload()
    for number in 1...5 { #expect(try await stage.count("b\(number)").0 == "bad") }
    #expect(try bench.history().last?.state == .current)
    await #expect(throws: StageFailure.self) { try await stage.count("s1", "special") }
    #expect(try await stage.count("s2", "special").0 == "good")
    #expect(try bench.history().last?.state == .quarantined)
    #expect(
      try Files.list("\(bench.folder.path)/generations").filter { $0.contains(".good") }.sorted() == [
        "\(bench.id).good-before.py", "\(bench.id).good.py",
      ])
    await stage.retire()
  }

  @Test func withoutAnotherTheStageSaysWhatReleasesIt() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CRASH_ON=\"special\"")
    let stage = PluginAnalyzer(try await bench.stage(.process))
    for number in 1...2 { await #expect(throws: StageFailure.self) { try await stage.count("s\(number)", "special") } }
    let failure = await #expect(throws: StageFailure.self) { try await stage.count("a") }
    #expect(failure?.code == "plugin.quarantined" && failure?.message.contains("plugin release") == true)
    // The same bytes are refused, also after a restart of the host ...
    await #expect(throws: StageFailure.self) { try await bench.reload() }
    let again = PluginAnalyzer(try await bench.stage(.process, .monitor))
    let refused = await #expect(throws: StageFailure.self) { try await again.count("a") }
    #expect(refused?.code == "plugin.quarantined")
    await again.retire()
    // ... until somebody releases them, or other bytes come.
    // One library with its settings, and the two records.
    #expect(try await bench.generations.release(bench.id) == 3)
    #expect(try await stage.count("b").1 == 1)
    await stage.retire()
  }

  @Test func otherBytesReleaseIt() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CRASH_ON=\"special\"")
    let stage = PluginAnalyzer(try await bench.stage(.process))
    for number in 1...2 { await #expect(throws: StageFailure.self) { try await stage.count("s\(number)", "special") } }
    try await bench.version("CATEGORY=\"mended\"")
    try await bench.reload()
    #expect(try await stage.count("s3", "special").0 == "mended")
    await stage.retire()
  }

  @Test func crashesLongAgoAreForgotten() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CRASH_ON=\"special\"")
    let stage = PluginAnalyzer(try await bench.stage(.process))
    for number in 1...4 {
      await #expect(throws: StageFailure.self) { try await stage.count("s\(number)", "special") }
      bench.clock.advance(.seconds(601))
      _ = try await stage.count("w\(number)")
    }
    #expect(try await stage.count("a").1 == 2)
    #expect(bench.notices.withLock { $0.allSatisfy { $0.kind == .setAside } })
    await stage.retire()
  }

  @Test func aRecordThatKillsTwiceIsSetAsideAndCounted() async throws {
    var rules = GenerationBench.rules
    rules.crashes = 100
    let bench = try GenerationBench("counting_analyzer.c", rules)
    try await bench.version("CRASH_ON=\"special\"")
    let stage = PluginAnalyzer(try await bench.stage(.process))
    let first = await #expect(throws: StageFailure.self) { try await stage.count("s1", "special") }
    #expect(first?.code == "plugin.set-aside" && first?.kind == .crashed)
    #expect(first?.message.contains("signal 6") == true && first?.message.contains("plugin release") == true)
    #expect(try await stage.count("a").0 == "counted")
    // Not given again: the process lives on, and its counter with it.
    let again = await #expect(throws: StageFailure.self) { try await stage.count("s1", "special") }
    #expect(again?.code == "plugin.set-aside" && again?.kind == .failed)
    #expect(try await stage.count("b").1 == 2)
    #expect(try bench.ledger.setAside(of: bench.id).map(\.record) == ["s1"])
    // Its service is told, once.
    let told = bench.notices.withLock { $0 }
    #expect(told.map(\.kind) == [.setAside] && told[0].services == ["shop"] && told[0].record?.record == "s1")
    #expect(try bench.history().last?.setAside == 1)
    #expect(bench.news.withLock { $0.contains { $0.isWarning && $0.text.contains("record s1 is set aside") } })
    // The next host knows it, too ...
    let next = PluginAnalyzer(try await bench.stage(.process))
    #expect(await #expect(throws: StageFailure.self) { try await next.count("s1", "special") }?.kind == .failed)
    await next.retire()
    // ... until it is released, or other bytes come.
    #expect(try await bench.generations.release(bench.id) == 2)
    #expect(await #expect(throws: StageFailure.self) { try await stage.count("s1", "special") }?.kind == .crashed)
    try await bench.version("CATEGORY=\"mended\"")
    try await bench.reload()
    #expect(try await stage.count("s1", "special").0 == "mended")
    await stage.retire()
  }
}
