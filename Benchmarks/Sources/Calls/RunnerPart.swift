import Healing
import PluginBridge
import PluginHost

/// What a call into a plugin in a process of its own costs.
struct RunnerPart: Part {
  static let name = "runner"
  private let place: BenchPlace

  init(_ place: BenchPlace) { self.place = place }

  func run() async throws -> [Figure] {
    let one = RecordBatch(MeasuredPlugin.incidents(1))
    let many = RecordBatch(MeasuredPlugin.incidents(1024))
    let answering = try await measure(.answering, batches: [one, many])
    let points = try await measure(.points, batches: [MeasuredPlugin.points(1), MeasuredPlugin.points(1024)])
    let back = try await returns()
    let peer = "echo of as many bytes between two processes"
    return [
      Figure("runner.round-trip.p50", answering.single.median, "us per call", peer: peer, answering.echoSingle.median),
      Figure("runner.answers-1024", answering.batch, "ns per record", peer: peer, answering.echoBatch),
      Figure("runner.small-records", 1e9 / points.batch, "records per second", peer: peer, 1e9 / points.echoBatch),
      Figure("runner.back.p50", back.median, "ms from crash to answer", peer: "limit", 50),
      Figure("runner.back.worst", back.percentile(1), "ms from crash to answer", peer: "limit", 1000),
    ]
  }

  private struct Measured {
    var single = Samples()
    /// Nanoseconds of a record of 1,024.
    var batch = 0.0
    var echoSingle = Samples()
    var echoBatch = 0.0
  }

  private func measure(_ name: MeasuredPlugin.Name, batches: [RecordBatch]) async throws -> Measured {
    let plugin = try MeasuredPlugin(name, place, in: place.folder(Self.name))
    let runner = try await RunnerInstance(
      plugin.id, library: plugin.staged(), settings: "{}", runner: place.product("homeostasis-runner")
    ) { _, text, _ in Console.progress(text) }
    let (one, many, rows) = (batches[0], batches[1], Double(batches[1].count))
    let (calls, rounds) = (place.count(10_000, quick: 1_000), place.count(500, quick: 50))
    var measured = Measured()
    measured.single = try await Rounds.samples(of: runner, one, count: calls)
    measured.batch =
      try await Rounds.median(of: 5) { try await Rounds.nanoseconds(of: runner, many, count: rounds) } / rows
    let (answer, answers) = (try await answer(of: runner, to: one), try await answer(of: runner, to: many))
    await runner.retire()
    let echo = try EchoPeer()
    measured.echoSingle = try echo.roundTrips(sending: one.wireBytes, receiving: answer.wireBytes, count: calls)
    measured.echoBatch =
      try echo.roundTrips(sending: many.wireBytes, receiving: answers.wireBytes, count: rounds).median * 1_000 / rows
    try echo.end()
    return measured
  }

  /// Milliseconds of calls whose first attempt ends the plugin's process, and whose second one is answered.
  private func returns() async throws -> Samples {
    let plugin = try MeasuredPlugin(.fragile, place, in: place.folder(Self.name))
    let runner = try await RunnerInstance(
      plugin.id, library: plugin.staged(), settings: "{}", runner: place.product("homeostasis-runner")
    ) { _, text, _ in Console.progress(text) }
    let stage = PluginAnalyzer(PluginStage(id: "bench/fragile", instance: runner) { _ in NoServices() })
    let incident = MeasuredPlugin.incidents(1)[0]
    let work = Work(id: "bench", service: MeasuredPlugin.service)
    var samples = Samples()
    for _ in 0..<place.count(300, quick: 30) {
      let start = ContinuousClock.now
      guard try await stage.analyze(incident, work).count == 1 else {
        throw BenchFailure("the plugin that had died did not answer")
      }
      samples.add((ContinuousClock.now - start).microsecondsAsDouble / 1000)
    }
    await stage.retire()
    return samples
  }

  /// What comes back, which is also the proof that something does.
  private func answer(of runner: RunnerInstance, to batch: RecordBatch) async throws -> RecordBatch {
    let (answers, take) = AsyncStream.makeStream(of: RecordBatch.self)
    _ = try await runner.perform(.analyze, batch, MeasuredPlugin.call { take.yield($0) })
    take.finish()
    for await answer in answers where answer.count == batch.count { return answer }
    throw BenchFailure("the plugin in the runner did not answer every record")
  }
}

extension RecordBatch {
  /// How many bytes it has when each text stands with its length and each number in eight bytes.
  fileprivate var wireBytes: Int {
    var total = schema.utf8.count + stream.utf8.count + cursor.count + 40
    for key in keys { total += key.utf8.count + 8 }
    for row in rows {
      total += row.id.utf8.count + row.parent.utf8.count + 24
      for cell in row.cells {
        switch cell {
        case .null: total += 1
        case .text(let text), .json(let text): total += text.utf8.count + 9
        case .bytes(let bytes): total += bytes.count + 9
        case .bool, .i64, .f64, .time: total += 9
        }
      }
    }
    return total
  }
}
