import Healing
import LanguageKit
import PluginHost
import SystemCalls
import TestSupport
import Testing

/// The patcher as a host loads it: evidence in, exact changes out.
@Suite(.serialized) struct PatcherTests {
  private let bench: ModelBench
  init() throws { bench = try ModelBench() }

  private func propose(_ providers: JSONValue..., settings: [String: JSONValue] = [:]) async throws -> [Patch] {
    let stage = try await bench.patcher(.object(settings.merging(["providers": .array(providers)]) { $1 }))
    do {
      let patches = try await stage.propose(SampleProject.diagnosis, SampleProject.work(bench.root))
      await stage.retire()
      return patches
    } catch {
      await stage.retire()
      throw error
    }
  }

  @Test(arguments: ["openai", "anthropic"]) func anAnswerBecomesAnExactPatch(_ api: String) async throws {
    let patches = try await propose(bench.provider("well", api: api, ["key": "key"]))
    let patch = try #require(patches.first)
    #expect(patches.count == 1)
    #expect(patch.template == "llm:well" && patch.title == "reads all parts" && patch.base == "tree-hash")
    #expect(patch.parent == "d1" && !patch.suppresses && patch.score == 0.54 && patch.edits == 1)
    let before = try Files.read("\(bench.root)/shop/durations.py")
    let change = try #require(try UnifiedDiff.parse(patch.diff ?? "").first)
    let after = try #require(try change.applied(to: before))
    let text = String(decoding: before, as: UTF8.self).replacing(ModelAnswers.line, with: ModelAnswers.mended)
    #expect(String(decoding: after, as: UTF8.self) == text)
    #expect(patch.files == [EditedFile(path: "shop/durations.py", before: before, after: after).change])
    let request = try JSON.decode(JSONValue.self, from: try #require(bench.server.requests().first))
    let headers = request["headers"]
    let key = "right-" + ModelAnswers.key
    #expect(
      api == "openai"
        ? headers?["authorization"]?.text == "Bearer \(key)" && headers?["x-api-key"]?.text == nil
        : headers?["x-api-key"]?.text == key && headers?["anthropic-version"]?.text != nil)
    #expect(request["body"]?.object?.keys.contains("tools") == false)
  }

  @Test func itWorksInAProcessOfItsOwn() async throws {
    let stage = try await bench.patcher(["providers": [bench.provider("well", ["key": "key"])]], inRunner: true)
    let patches = try await stage.propose(SampleProject.diagnosis, SampleProject.work(bench.root))
    #expect(patches.map(\.template) == ["llm:well"])
    await stage.retire()
  }

  @Test func theBestComeFirstAndEachOnce() async throws {
    let patches = try await propose(bench.provider("several"))
    #expect(patches.map(\.title) == ["reads all parts", "nothing"])
    let one = try await propose(bench.provider("several"), settings: ["candidates": 1])
    #expect(one.map(\.title) == ["nothing"])
    #expect(try await propose(bench.provider("none")).isEmpty)
  }

  @Test func numbersOfTheExcerptAreNoPartOfTheSource() async throws {
    let patch = try #require(try await propose(bench.provider("numbered")).first)
    #expect(
      patch.diff?.contains("-    # As people write it") == true && patch.diff?.contains("+    return total") == true)
  }

  @Test(arguments: ["fence", "prose", "uncounted", "busy", "down-once"]) func whatIsMeantIsTaken(
    _ way: String
  ) async throws {
    let patches = try await propose(bench.provider("\(way):well"))
    #expect(patches.map(\.template) == ["llm:\(way):well"])
    #expect(try bench.server.requests().count == (way == "busy" || way == "down-once" ? 2 : 1))
  }

  @Test func whatCannotBeMadeExactIsRefusedWithItsReason() async throws {
    #expect(try await propose(bench.provider("refused"), settings: ["candidates": 10]).isEmpty)
    let reasons = bench.reasons
    for reason in ["more than once: UNITS", "does not stand in the file", "changes nothing", "changes 81 lines"] {
      #expect(reasons.contains { $0.contains(reason) }, "\(reasons)")
    }
  }

  @Test func whatIsInjectedChangesNothingElse() async throws {
    #expect(try await propose(bench.provider("injected"), settings: ["candidates": 10]).isEmpty)
    let reasons = bench.reasons
    #expect(reasons.count { $0.contains("outside of the service's tree") } == 2, "\(reasons)")
    for reason in ["is a test", "is no source of the project"] {
      #expect(reasons.contains { $0.contains(reason) }, "\(reasons)")
    }
  }

  @Test func lineEndsAndEncodingOfTheFileStay() async throws {
    let old = try Files.text("\(bench.root)/shop/durations.py").replacing("\n", with: "\r\n")
    let bytes = Array(old.utf8) + [UInt8(ascii: "#"), 0xE9, 13, 10]
    try Files.replace("\(bench.root)/shop/durations.py", with: bytes)
    let patch = try #require(try await propose(bench.provider("well")).first)
    let change = try #require(try UnifiedDiff.parse(patch.diff ?? "").first)
    let after = try #require(try change.applied(to: bytes))
    #expect(after.suffix(4) == bytes.suffix(4))
    #expect(after.count { $0 == 10 } == after.count { $0 == 13 } && after.count > bytes.count)
  }

  @Test func whatAModelSaysOfItselfMakesAPatchNoSafer() async throws {
    let patch = try #require(try await propose(bench.provider("hides")).first)
    #expect(patch.suppresses && patch.score <= 0.6 && patch.title == "x y")
  }
}
