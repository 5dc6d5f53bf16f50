import Healing
import PluginHost
import TestSupport
import Testing

/// Providers that fail: what is said, what is tried again, and who is asked next.
@Suite(.serialized) struct ProviderTests {
  private let bench: ModelBench
  init() throws { bench = try ModelBench() }

  private func failure(
    _ settings: [String: JSONValue], timeout: Duration = .seconds(60)
  ) async throws -> StageFailure {
    let stage = try await bench.patcher(.object(settings))
    do throws(StageFailure) {
      let patches = try await stage.propose(SampleProject.diagnosis, SampleProject.work(bench.root, timeout: timeout))
      Issue.record("it proposes \(patches)")
      return StageFailure(.failed, code: "none", place: "", message: "")
    } catch {
      await stage.retire()
      return error
    }
  }

  @Test(
    arguments: [
      ("well", ["key": "other"], "llm.key", "the secret `other` is not the right key", 1),
      ("unknown-model", [:], "llm.model", "does not know the model `unknown-model`", 1),
      ("words", [:], "llm.not-json", "has no JSON object: I am sorry", 1),
      ("twice:well", [:], "llm.not-json", "2 JSON objects", 1),
      ("other-form", [:], "llm.schema", "/patches/0", 1),
      ("cut:well", [:], "llm.cut-short", "raise `answer_tokens`", 1),
      ("down:well", [:], "llm.server", "failed by itself (500), saying: out of memory", 2),
      ("huge:well", [:], "llm.too-long", "at most 1048576", 1),
      ("html:well", [:], "llm.protocol", "does not speak the openai API: <html>", 1),
      ("redirect:well", [:], "llm.redirect", "is not followed", 1),
      ("busy-for-long:well", [:], "llm.busy", "too many requests (429), saying: slow down", 1),
      ("well", ["key": "ungranted"], "llm.host", "secrets: [{name: ungranted", 0),
      ("well", ["url": "http://127.0.0.1:1/v1"], "llm.host", "http: ['127.0.0.1:1']", 0),
    ] as [(String, [String: JSONValue], String, String, Int)])
  func troubleIsToldWithWhatToDo(
    _ model: String, _ more: [String: JSONValue], _ code: String, _ words: String, _ requests: Int
  ) async throws {
    let failure = try await failure(["providers": [bench.provider(model, more)]])
    #expect(failure.code == code && failure.kind == .failed, "\(failure)")
    #expect(failure.message.contains(words) && failure.message.contains("\(model) at http://127.0.0.1"), "\(failure)")
    #expect(!failure.message.contains(ModelAnswers.key))
    #expect(try bench.server.requests().count == requests)
  }

  @Test func lateIsTriedAgainWithinTheTimeThatThereIs() async throws {
    let failure = try await failure(["providers": [bench.provider("late:well")], "timeout": 2])
    #expect(failure.code == "llm.timeout" && failure.message.contains("within 2 s"), "\(failure)")
    #expect(try bench.server.requests().count == 2)
  }

  @Test func theCallsEndIsTheEndOfAllRequests() async throws {
    let failure = try await failure(
      ["providers": [bench.provider("late:well"), bench.provider("well")], "timeout": 600], timeout: .seconds(6))
    #expect(failure.message.contains("raise the stage's `timeout`"), "\(failure)")
    #expect(try bench.server.requests().count <= 1)
  }

  @Test func theNextProviderIsAskedWhereOneFails() async throws {
    let stage = try await bench.patcher([
      "providers": [
        bench.provider("down:well"), bench.provider("words", api: "anthropic"),
        bench.provider("well", api: "anthropic"),
      ],
      "attempts": 1,
    ])
    let patches = try await stage.propose(SampleProject.diagnosis, SampleProject.work(bench.root))
    #expect(patches.map(\.template) == ["llm:well"])
    #expect(try bench.server.requests().count == 3)
    await stage.retire()
    let told = bench.log.filter { $0["text"] == "a provider gave no usable answer" }.compactMap { $0["provider"] }
    #expect(told.count == 2 && told[0].hasPrefix("down:well at ") && told[1].hasPrefix("words at "))
  }

  @Test func nobodyWaitsLongWhereAnotherCanBeAsked() async throws {
    let stage = try await bench.patcher([
      "providers": [bench.provider("busy-for-a-while:well"), bench.provider("well")]
    ])
    let patches = try await stage.propose(SampleProject.diagnosis, SampleProject.work(bench.root))
    #expect(patches.map(\.template) == ["llm:well"])
    #expect(try bench.server.requests().count == 2)
    await stage.retire()
  }

  @Test func allThatFailedAreNamed() async throws {
    let failure = try await failure([
      "providers": [bench.provider("unknown-model"), bench.provider("words")]
    ])
    #expect(failure.code == "llm.no-answer")
    #expect(failure.message.contains("unknown-model at") && failure.message.contains("; then words at"))
  }
}
