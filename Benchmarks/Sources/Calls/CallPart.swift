import Healing
import PluginBridge
import PluginHost

/// What a call into a plugin in the host's own process costs.
struct CallPart: Part {
  static let name = "call"
  private let place: BenchPlace

  init(_ place: BenchPlace) { self.place = place }

  func run() async throws -> [Figure] {
    let plugin = try AnsweringPlugin(place, in: place.folder(Self.name))
    let hosted = try await HostedInstance(
      AnsweringPlugin.id, library: plugin.staged(), settings: "{}"
    ) { _, text, _ in Console.progress(text) }
    let bare = try BareTable(plugin.staged().path)
    let one = RecordBatch(AnsweringPlugin.incidents(1))
    let many = RecordBatch(AnsweringPlugin.incidents(AnsweringPlugin.batchSize))

    let single = try await Rounds.median(of: 5) {
      try await Rounds.nanoseconds(of: hosted, one, count: place.count(20_000, quick: 2_000))
    }
    let bareSingle = try await Rounds.median(of: 5) { try bare.nanoseconds(of: one, count: 1_000_000) }
    let batch = try await Rounds.median(of: 5) {
      try await Rounds.nanoseconds(of: hosted, many, count: place.count(100, quick: 10))
    }
    let bareBatch = try await Rounds.median(of: 5) { try bare.nanoseconds(of: many, count: 2_000) }
    let stage = try await stageCall(hosted)
    await hosted.retire()
    let rows = Double(AnsweringPlugin.batchSize)
    let peer = "bare call through the C table"
    return [
      Figure("call.host", single, "ns per call", peer: peer, bareSingle),
      Figure("call.host.batch-1024", batch / rows, "ns per record", peer: peer, bareBatch / rows),
      Figure("call.stage.p50", stage.percentile(0.5), "us per call", peer: peer, bareSingle / 1_000),
    ]
  }

  /// A whole call of a stage, from a value to a value, as the orchestrator makes it.
  private func stageCall(_ instance: any PluginInstance) async throws -> Samples {
    let stage = PluginAnalyzer(PluginStage(id: "bench/answering", instance: instance) { _ in NoServices() })
    let incident = AnsweringPlugin.incidents(1)[0]
    let work = Work(id: "bench", service: AnsweringPlugin.service)
    var samples = Samples()
    for _ in 0..<place.count(10_000, quick: 1_000) {
      let started = ContinuousClock.now
      let answers = try await stage.analyze(incident, work)
      samples.add((ContinuousClock.now - started).microsecondsAsDouble)
      if answers.first?.category != "KeyError" { throw BenchFailure("the plugin answers \(answers)") }
    }
    return samples
  }
}
