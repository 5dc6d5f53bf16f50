import Healing
import PluginBridge
import PluginHost
import SystemCalls

/// What a call into a plugin in the host's own process costs.
struct CallPart: Part {
  static let name = "call"
  private let place: BenchPlace

  init(_ place: BenchPlace) { self.place = place }

  func run() async throws -> [Figure] {
    let folder = try place.folder(Self.name)
    let path = try await path(MeasuredPlugin(.counting, place, in: folder), BlackBox.open("\(folder)/black-box"))
    let plugin = try MeasuredPlugin(.answering, place, in: folder)
    let hosted = try await HostedInstance(plugin.id, library: plugin.staged(), settings: "{}") { _, text, _ in
      Console.progress(text)
    }
    let (one, many) = (RecordBatch(MeasuredPlugin.incidents(1)), RecordBatch(MeasuredPlugin.incidents(1024)))
    let bare = try BareTable(plugin.staged().path)
    let bareAnswers = try await Rounds.median(of: 5) { try bare.nanoseconds(of: many, count: 2_000) } / 1_024
    let bareSingle = try await Rounds.median(of: 5) { try bare.nanoseconds(of: one, count: 1_000_000) }
    let answers =
      try await Rounds.median(of: 5) {
        try await Rounds.nanoseconds(of: hosted, many, count: place.count(500, quick: 50))
      } / 1_024
    let thread = try await Rounds.samples(of: hosted, one, count: place.count(20_000, quick: 2_000))
    let stage = try await stageCall(hosted)
    await hosted.retire()
    let peer = "bare call through the C table"
    return path + [
      Figure("call.host.answers-1024", answers, "ns per record", peer: peer, bareAnswers),
      Figure("call.thread.p50", thread.median, "us per call", peer: peer, bareSingle / 1_000),
      Figure("call.stage.p50", stage.median, "us per call", peer: peer, bareSingle / 1_000),
    ]
  }

  /// The call itself, on the thread that is the instance's: with everything that each batch pays for, and no more.
  private func path(_ plugin: MeasuredPlugin, _ box: BlackBox) async throws -> [Figure] {
    let (one, many) = (RecordBatch(MeasuredPlugin.incidents(1)), RecordBatch(MeasuredPlugin.incidents(1024)))
    let bare = try BareTable(plugin.staged().path)
    let hosted = try await HostedInstance(
      plugin.id, library: plugin.staged(), settings: "{}", blackBox: box
    ) { _, text, _ in Console.progress(text) }
    let (calls, batches) = (place.count(2_000_000, quick: 500_000), place.count(5_000, quick: 1_000))
    // In turns, so that whatever else runs on the machine disturbs both alike.
    var (singles, bareSingles, manies, bareManies) = (Samples(), Samples(), Samples(), Samples())
    for _ in 0..<7 {
      singles.add(try await nanoseconds(of: hosted, one, count: calls))
      bareSingles.add(try bare.nanoseconds(of: one, count: calls))
      manies.add(try await nanoseconds(of: hosted, many, count: batches))
      bareManies.add(try bare.nanoseconds(of: many, count: batches))
    }
    await hosted.retire()
    let peer = "bare call through the C table"
    return [
      Figure("call.host", singles.median, "ns per call", peer: peer, bareSingles.median),
      Figure("call.host.batch-1024", manies.median / 1_024, "ns per record", peer: peer, bareManies.median / 1_024),
    ]
  }

  private func nanoseconds(of hosted: HostedInstance, _ batch: RecordBatch, count: Int) async throws -> Double {
    let (batches, call) = ([RecordBatch](repeating: batch, count: min(count, 10_000)), MeasuredPlugin.call())
    let started = ContinuousClock.now
    for _ in 0..<count / batches.count { _ = try await hosted.perform(.analyze, each: batches, call) }
    return (ContinuousClock.now - started).nanosecondsAsDouble / Double(count)
  }

  /// A whole call of a stage, from a value to a value, as the orchestrator makes it.
  private func stageCall(_ instance: any PluginInstance) async throws -> Samples {
    let stage = PluginAnalyzer(PluginStage(id: "bench/answering", instance: instance) { _ in NoServices() })
    let incident = MeasuredPlugin.incidents(1)[0]
    let work = Work(id: "bench", service: MeasuredPlugin.service)
    var samples = Samples()
    for _ in 0..<place.count(20_000, quick: 2_000) {
      let started = ContinuousClock.now
      let answers = try await stage.analyze(incident, work)
      samples.add((ContinuousClock.now - started).microsecondsAsDouble)
      if answers.first?.category != "KeyError" { throw BenchFailure("the plugin answers \(answers)") }
    }
    return samples
  }
}
