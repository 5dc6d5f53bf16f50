import Healing
import PluginHost

/// How long an analyzer has no answer because it is reloaded, and what its old generations leave in memory.
struct ReloadPart: Part {
  static let name = "reload"
  private let place: BenchPlace

  init(_ place: BenchPlace) { self.place = place }

  func run() async throws -> [Figure] {
    let reloaded = try await pauses("reloaded") { bench, number in try await bench.reload(number) }
    let restarted = try await pauses("restarted") { bench, _ in try await bench.restart() }
    let peer = "its process ended and started anew"
    return [
      Figure("reload.pause.p50", reloaded.pauses.median, "ms", peer: peer, restarted.pauses.median),
      Figure("reload.pause.p99", reloaded.pauses.percentile(0.99), "ms", peer: "limit", 5),
      Figure(
        "reload.lost", Double(reloaded.lost), "of \(reloaded.asked) incidents", peer: peer, Double(restarted.lost)),
      Figure("reload.took.p50", reloaded.times.median, "ms", peer: peer, restarted.times.median),
      Figure("reload.memory.c", try await memory(of: nil), "bytes a reload", peer: "limit", Self.mostMemory),
      Figure("reload.memory.swift", try await memory(of: .swift), "bytes a reload", peer: "limit", Self.mostMemory),
    ]
  }

  private static let mostMemory = 60.0 * 1024

  private struct Measured {
    /// Milliseconds of the longest time without an answer around each change.
    var pauses = Samples()
    /// Milliseconds of each change.
    var times = Samples()
    var asked = 0
    var lost = 0
  }

  /// Changes the plugin again and again while 50,000 incidents a second are asked about.
  private func pauses(
    _ name: String, _ change: (ReloadBench, Int) async throws -> Void
  ) async throws -> Measured {
    let bench = try await ReloadBench(name, place)
    let load = AnalyzerLoad(bench)
    var changes: [ClosedRange<ContinuousClock.Instant>] = []
    for number in 1...place.count(200, quick: 20) {
      let began = ContinuousClock.now
      try await change(bench, number)
      changes.append(began...ContinuousClock.now)
    }
    let log = await load.end()
    await bench.end()
    var measured = Measured(asked: log.asked, lost: log.lost)
    for change in changes {
      measured.times.add((change.upperBound - change.lowerBound).microsecondsAsDouble / 1000)
      measured.pauses.add(log.longestPause(around: change).microsecondsAsDouble / 1000)
    }
    return measured
  }

  /// Private memory of this process for each reload. The first ones fill the allocator's and the runtime's own tables.
  private func memory(of sample: ReloadBench.Sample?) async throws -> Double {
    let bench = try await ReloadBench(sample?.product ?? "c", place, sample)
    let (warm, count) = (10, place.count(1_000, quick: 100))
    for number in 1...warm { try await bench.reload(number) }
    let before = try Machine.ownPrivateBytes()
    for number in 1...count { try await bench.reload(warm + number) }
    let each = (try Machine.ownPrivateBytes() - before) / Double(count)
    await bench.end()
    return each
  }
}
