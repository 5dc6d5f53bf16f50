import Healing
import PluginHost
import PluginTrust
import SystemCalls
import TestSupport
import Testing

/// What is revoked leaves service at once, and not only when the host starts again.
@Suite struct RevocationTests {
  private static let at = Timestamp(nanoseconds: 1_700_000_000_000_000_000)

  private func bench(_ rules: ProbationRules = GenerationBench.rules) throws -> GenerationBench {
    try GenerationBench("counting_analyzer.c", rules) { folder in
      TrustRules(.open, store: TrustStore(folder: "\(folder)/trust"), shipped: [])
    }
  }

  private func revoke(_ bench: GenerationBench) throws {
    let hash = try #require(bench.history().last?.hash)
    try TrustStore(folder: "\(bench.folder.path)/trust").revoke(.bytes(hash), because: "stolen", at: Self.at)
  }

  /// Waits for the news that the plugin left service.
  private func left(_ bench: GenerationBench) async -> PluginTrouble? {
    for await trouble in bench.troubles where trouble.kind == .revoked { return trouble }
    return nil
  }

  @Test func theLastGoodGenerationTakesOver() async throws {
    var rules = GenerationBench.rules
    rules.calls = 5
    let bench = try bench(rules)
    try await bench.version("CATEGORY=\"good\"")
    let stage = PluginAnalyzer(try await bench.stage(.process))
    _ = try await stage.count("a")
    try await bench.version("CATEGORY=\"stolen\"")
    try await bench.reload()
    for number in 1...5 { #expect(try await stage.count("b\(number)").0 == "stolen") }
    #expect(try bench.history().last?.state == .current)
    let watching = Task { await bench.generations.watchTrust(every: .milliseconds(20)) }
    try revoke(bench)
    let trouble = await left(bench)
    #expect(trouble?.services == ["shop"] && trouble?.reason.contains("stolen") == true)
    #expect(try await stage.count("c").0 == "good")
    #expect(try bench.history().last?.state == .revoked)
    watching.cancel()
    await watching.value
    await stage.retire()
  }

  @Test func oneThatIsWatchedIsTakenBack() async throws {
    let bench = try bench()
    try await bench.version("CATEGORY=\"good\"")
    let stage = PluginAnalyzer(try await bench.stage(.process))
    _ = try await stage.count("a")
    try await bench.version("CATEGORY=\"stolen\"")
    try await bench.reload()
    #expect(try await stage.count("b").0 == "stolen")
    let watching = Task { await bench.generations.watchTrust(every: .milliseconds(20)) }
    try revoke(bench)
    _ = await left(bench)
    #expect(try await stage.count("c").0 == "good")
    #expect(try bench.history().last?.state == .rolledBack)
    watching.cancel()
    await watching.value
    await stage.retire()
  }

  @Test func whatWasRevokedBeforeTheWatchBeganCountsToo() async throws {
    let bench = try bench()
    try await bench.version()
    let stage = PluginAnalyzer(try await bench.stage(.process))
    _ = try await stage.count("a")
    try revoke(bench)
    let watching = Task { await bench.generations.watchTrust(every: .milliseconds(20)) }
    _ = await left(bench)
    #expect(await #expect(throws: StageFailure.self) { try await stage.count("b") }?.code == "plugin.revoked")
    watching.cancel()
    await watching.value
    await stage.retire()
  }

  @Test func withoutAnotherTheStageSaysWhy() async throws {
    let bench = try bench()
    try await bench.version()
    let stage = PluginAnalyzer(try await bench.stage(.host))
    _ = try await stage.count("a")
    let watching = Task { await bench.generations.watchTrust(every: .milliseconds(20)) }
    try revoke(bench)
    _ = await left(bench)
    let failure = await #expect(throws: StageFailure.self) { try await stage.count("b") }
    #expect(
      failure?.code == "plugin.revoked" && failure?.message.contains("stolen") == true, "\(failure.debugDescription)")
    await #expect(throws: StageFailure.self) { try await bench.reload() }
    // Other bytes serve again.
    try await bench.version("CATEGORY=\"mended\"")
    try await bench.reload()
    #expect(try await stage.count("c").0 == "mended")
    watching.cancel()
    await watching.value
    await stage.retire()
  }
}
