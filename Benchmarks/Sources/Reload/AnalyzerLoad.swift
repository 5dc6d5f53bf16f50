import Healing
import PluginBridge
import PluginHost

/// Asks an analyzer about 50,000 incidents a second, in batches of 50, until it is ended.
struct AnalyzerLoad {
  /// When batches were answered whole, and how many incidents were asked about and not answered.
  struct Log {
    var answers: [ContinuousClock.Instant] = []
    var asked = 0
    var lost = 0

    /// The longest time between two answers of which a part lies in `change`.
    func longestPause(around change: ClosedRange<ContinuousClock.Instant>) -> Duration {
      zip(answers, answers.dropFirst()).filter { $1 >= change.lowerBound && $0 <= change.upperBound }
        .map { $1 - $0 }.max() ?? .zero
    }
  }

  private static let batchSize = 50
  private let task: Task<Log, Never>

  init(_ bench: ReloadBench) {
    let batch = RecordBatch(MeasuredPlugin.incidents(Self.batchSize))
    task = Task {
      var log = Log()
      let start = ContinuousClock.now
      while !Task.isCancelled {
        // Ends early when it is cancelled.
        try? await Task.sleep(until: start + .milliseconds(log.asked / Self.batchSize), clock: .continuous)
        log.asked += Self.batchSize
        let (answers, take) = AsyncStream.makeStream(of: Int.self)
        let whole = try? await bench.current.perform(.analyze, batch, MeasuredPlugin.call { take.yield($0.count) })
        take.finish()
        var answered = 0
        for await count in answers { answered += count }
        if whole != nil, answered == Self.batchSize {
          log.answers.append(.now)
        } else {
          log.lost += Self.batchSize - min(answered, Self.batchSize)
        }
      }
      return log
    }
  }

  /// Ends it. A call that it is in is answered before.
  func end() async -> Log {
    task.cancel()
    return await task.value
  }
}
