import Healing
import PluginBridge
import PluginHost

/// What a call into a plugin in a process of its own costs.
struct RunnerPart: Part {
  static let name = "runner"
  private let place: BenchPlace

  init(_ place: BenchPlace) { self.place = place }

  func run() async throws -> [Figure] {
    let plugin = try AnsweringPlugin(place, in: place.folder(Self.name))
    let runner = try await RunnerInstance(
      AnsweringPlugin.id, library: plugin.staged(), settings: "{}", runner: place.product("homeostasis-runner")
    ) { _, text, _ in Console.progress(text) }
    let one = RecordBatch(AnsweringPlugin.incidents(1))
    let many = RecordBatch(AnsweringPlugin.incidents(AnsweringPlugin.batchSize))
    let (calls, batches) = (place.count(5_000, quick: 500), place.count(50, quick: 5))

    let single = try await roundTrips(runner, one, count: calls)
    let batch = try await Rounds.median(of: 5) { try await Rounds.nanoseconds(of: runner, many, count: batches) }
    let (answer, answers) = (try await answer(of: runner, to: one), try await answer(of: runner, to: many))
    await runner.retire()

    let echo = try EchoPeer()
    let bareSingle = try echo.roundTrips(sending: one.wireBytes, receiving: answer.wireBytes, count: calls)
    let bareBatch = try echo.roundTrips(sending: many.wireBytes, receiving: answers.wireBytes, count: batches * 5)
    try echo.end()
    let rows = Double(AnsweringPlugin.batchSize)
    let peer = "echo of as many bytes between two processes"
    return [
      Figure("runner.round-trip.p50", single.median, "us per call", peer: peer, bareSingle.median),
      Figure("runner.batch-1024", batch / rows, "ns per record", peer: peer, bareBatch.median * 1_000 / rows),
    ]
  }

  private func roundTrips(_ runner: RunnerInstance, _ batch: RecordBatch, count: Int) async throws -> Samples {
    var samples = Samples()
    for _ in 0..<count {
      let started = ContinuousClock.now
      _ = try await runner.perform(.analyze, batch, AnsweringPlugin.call())
      samples.add((ContinuousClock.now - started).microsecondsAsDouble)
    }
    return samples
  }

  /// What comes back, which is also the proof that something does.
  private func answer(of runner: RunnerInstance, to batch: RecordBatch) async throws -> RecordBatch {
    let (answers, take) = AsyncStream.makeStream(of: RecordBatch.self)
    _ = try await runner.perform(.analyze, batch, AnsweringPlugin.call { take.yield($0) })
    take.finish()
    for await answer in answers where answer.rows.count == batch.rows.count { return answer }
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
