import Healing
import PluginHost
import TestSupport
import Testing

/// The analyzer as a host loads it.
@Suite(.serialized) struct AnalyzerTests {
  private let bench: ModelBench
  init() throws { bench = try ModelBench() }

  private func analyze(
    _ model: String, _ change: (inout Work) -> Void = { _ in }
  ) async throws -> [Diagnosis] {
    let stage = try await bench.analyzer(["providers": [bench.provider(model)]])
    var work = SampleProject.work(bench.root)
    change(&work)
    do {
      let found = try await stage.analyze(try #require(work.incident), work)
      await stage.retire()
      return found
    } catch {
      await stage.retire()
      throw error
    }
  }

  @Test func aCauseIsSupposedAtPlacesOfTheTree() async throws {
    let found = try #require(try await analyze("cause").first)
    #expect(found.cause == "only the last unit is read, so that 1h30m is no number" && found.category == "logic")
    #expect(found.locations.map(\.file) == ["shop/durations.py"] && found.locations.map(\.line) == [7])
    #expect(found.confidence > 0.5 && found.confidence < 0.6, "above the trace and below every rule but one")
    #expect(found.rule == "llm:cause" && found.reproduction == SampleProject.diagnosis.reproduction)
    #expect(found.exceptions == SampleProject.diagnosis.exceptions)
    #expect(bench.log.contains { $0["count"] == "4" && $0["text"] == "places that are not in the tree are left out" })
  }

  @Test func itReadsTheTraceWhereNobodyDidBefore() async throws {
    let found = try await analyze("cause") { work in
      work.diagnosis = nil
      var event = Event(
        id: "e1", at: Timestamp(nanoseconds: 1), service: "shop", source: "log", signal: .log, severity: .error,
        message: "ValueError")
      event.trace = """
        Traceback (most recent call last):
          File "\(bench.root)/shop/durations.py", line 7, in seconds
            return int(text[:-1]) * UNITS[text[-1]]
        ValueError: invalid literal for int() with base 10: '1h30'
        """
      work.events = [event]
    }
    #expect(found.first?.exceptions.last?.type == "ValueError" && found.first?.category == "logic")
  }

  @Test func whatARuleKnowsIsNotAsked() async throws {
    let failure = await #expect(throws: StageFailure.self) {
      try await analyze("cause") { $0.diagnosis?.rule = "bad-number" }
    }
    #expect(failure?.kind == .unsupported && failure?.code == "llm.explained")
    #expect(try bench.server.requests().isEmpty)
  }

  @Test func itCannotSayThatTheSourceIsStale() async throws {
    let failure = await #expect(throws: StageFailure.self) { try await analyze("stale-cause") }
    #expect(failure?.code == "llm.schema")
  }
}
