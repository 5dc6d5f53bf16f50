import Healing
import SystemCalls
import TestSupport
import Testing

/// The benchmarks run; how fast is for people to judge.
@Suite struct BenchTests {
  @Test func aPartWritesItsFigures() throws {
    let folder = try TemporaryFolder()
    let results = "\(folder.path)/results.json"
    var command = Command(
      SpawnRequest(
        try Built.product("homeostasis-bench"),
        ["--quick", "--only", "call", "--output", "json", "--results", results], environment: Built.environment))
    command.wallLimit = .seconds(120)
    let run = try command.run()
    try #require(run.succeeded, "\(run.errorText)")
    let figures: JSONValue = try JSON.decode(from: try Files.read(results))
    #expect(try JSON.decode(JSONValue.self, from: run.output) == figures)
    let names = try #require(figures.array).compactMap { $0["name"]?.text }
    #expect(
      names == [
        "call.host", "call.host.batch-1024", "call.host.answers-1024", "call.thread.p50", "call.stage.p50",
      ])
    for figure in figures.array ?? [] {
      #expect(Set(figure.object?.keys ?? [:].keys) == ["name", "value", "unit", "peer", "peer_value", "ratio"])
      let (value, peer) = (try #require(figure["value"]?.double), try #require(figure["peer_value"]?.double))
      #expect(value > 0 && peer > 0 && figure["unit"]?.text?.isEmpty == false && figure["peer"]?.text?.isEmpty == false)
      #expect(abs((figure["ratio"]?.double ?? 0) * peer / value - 1) < 1e-6)
    }
  }

  @Test(arguments: [(["--quik"], "--quik"), (["--only", "all"], "call, runner"), (["--only"], "--only needs a value")])
  func aWrongCommandLineIsTold(_ arguments: [String], _ words: String) throws {
    let run = try Command(
      SpawnRequest(try Built.product("homeostasis-bench"), arguments, environment: Built.environment)
    ).run()
    #expect(run.ending.code == 2 && run.errorText.contains(words) && run.output.isEmpty)
  }
}
