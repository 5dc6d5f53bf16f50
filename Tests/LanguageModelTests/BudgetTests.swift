import Healing
import PluginHost
import SystemCalls
import TestSupport
import Testing

/// What a day may cost, and what is kept.
@Suite(.serialized) struct BudgetTests {
  private let bench: ModelBench
  init() throws { bench = try ModelBench() }

  private func ask(_ stage: PluginPatcher) async throws(StageFailure) {
    _ = try await stage.propose(SampleProject.diagnosis, SampleProject.work(bench.root))
  }

  /// Asks until it is refused; how often it was answered, and the refusal.
  private func askUntilRefused(_ settings: JSONValue) async throws -> (Int, StageFailure) {
    let stage = try await bench.patcher(settings)
    for count in 0..<20 {
      do throws(StageFailure) { try await ask(stage) } catch {
        await stage.retire()
        return (count, error)
      }
    }
    Issue.record("nothing ends it")
    return (20, StageFailure(.failed, code: "none", place: "", message: ""))
  }

  @Test func tokensOfADayHaveAnEndAndComeBack() async throws {
    // 1,100 tokens are used each time, and 4,096 and the prompt must fit before.
    let settings: JSONValue = ["providers": [bench.provider("well")], "budget": ["tokens_per_day": 8_500]]
    let (count, failure) = try await askUntilRefused(settings)
    #expect((2...4).contains(count) && failure.code == "llm.budget" && failure.kind == .failed, "\(count) \(failure)")
    #expect(failure.message.contains("\(count * 1_100) of 8500 tokens are used today"), "\(failure)")
    #expect(failure.message.contains("free again at 2025-12-02T00:00:00Z (budget.tokens_per_day)"), "\(failure)")
    #expect(try bench.server.requests().count == count, "a request beyond the budget is not made")
    let (none, again) = try await askUntilRefused(settings)
    #expect(none == 0 && again == failure, "a new instance knows what was used")
    bench.clock.advance(.seconds(24 * 3600))
    let (next, _) = try await askUntilRefused(settings)
    #expect(next == count)
  }

  @Test func moneyOfADayHasAnEnd() async throws {
    let price: JSONValue = ["input": 10, "output": 100]  // 0.02 for 1,000 and 100 tokens.
    let settings: JSONValue = [
      "providers": [bench.provider("well", ["price": price])],
      "budget": ["tokens_per_day": 1_000_000, "money_per_day": 0.5],
    ]
    let (count, failure) = try await askUntilRefused(settings)
    #expect((3...5).contains(count) && failure.code == "llm.budget", "\(count) \(failure)")
    #expect(failure.message.contains(" 0.\(count * 2 < 10 ? "0" : "")\(count * 2) of 0.50 are spent"), "\(failure)")
  }

  @Test func aFreeProviderIsAskedWhereAPaidOneIsTooDear() async throws {
    let price: JSONValue = ["input": 10, "output": 100]
    let stage = try await bench.patcher([
      "providers": [bench.provider("several", ["price": price]), bench.provider("well")],
      "budget": ["money_per_day": 0.01],
    ])
    let patches = try await stage.propose(SampleProject.diagnosis, SampleProject.work(bench.root))
    #expect(patches.map(\.template) == ["llm:well"])
    await stage.retire()
  }

  @Test func whatNobodyCountsIsEstimatedAndWhatFailsIsFree() async throws {
    let stage = try await bench.patcher(["providers": [bench.provider("uncounted:well")]])
    try await ask(stage)
    let counted = try #require(bench.log.last { $0["text"] == "a model was asked" })
    #expect((500...2_500).contains(Int(counted["input_tokens"] ?? "") ?? 0), "\(counted)")
    #expect((20...200).contains(Int(counted["output_tokens"] ?? "") ?? 0), "\(counted)")
    await stage.retire()
    let failing = try await bench.patcher(["providers": [bench.provider("unknown-model")]])
    await #expect(throws: StageFailure.self) { try await ask(failing) }
    let free = try #require(bench.log.last { $0["text"] == "a model was asked" })
    #expect(free["input_tokens"] == "0" && free["trouble"] == "llm.model")
    await failing.retire()
  }

  @Test func soManyExchangesAreKeptAsAreAskedFor() async throws {
    let stage = try await bench.patcher(["providers": [bench.provider("well")], "keep": 2])
    for _ in 0..<4 { try await ask(stage) }
    await stage.retire()
    #expect(try kept().map(\.0) == ["kept/100000003", "kept/100000004"])
    let last = try JSON.decode(JSONValue.self, from: try #require(try kept().last).1)
    #expect(last["model"] == "well" && last["call"] == "i1/1/propose/0" && last["input_tokens"] == 1000)
    #expect(last["answer"]?.text?.contains("reads all parts") == true)
    #expect(last["user"]?.text?.contains("shop/durations.py") == true)
  }

  @Test func whatIsKeptMakesRoomForTheBudget() async throws {
    let stage = try await bench.patcher(["providers": [bench.provider("well")]], state: 14_000)
    for _ in 0..<5 { try await ask(stage) }
    await stage.retire()
    let count = try kept().count
    #expect((1...4).contains(count), "of five \(count) are kept")
    #expect(!bench.log.contains { $0["text"] == "an exchange with a model is not kept" })
  }

  /// Keys and values of the state, without the budget.
  private func kept() throws -> [(String, String)] {
    let file = try #require(try Files.list("\(bench.folder.path)/state").first)
    let entries = try JSON.decode(JSONValue.self, from: Files.text("\(bench.folder.path)/state/\(file)"))
    return (entries.array ?? []).compactMap { entry in
      guard let key = entry["key"]?.text, key.hasPrefix("kept/") else { return nil }
      return (key, entry["value"]?.text ?? "")
    }.sorted { $0.0 < $1.0 }
  }
}
