/// How the calls of one generation went: what it is compared by with the one before it.
struct CallStatistics: Sendable {
  private struct Sample {
    let duration: Duration
    let rows: Int
  }

  private var samples: [Sample] = []
  private var next = 0
  /// Calls that ended well.
  private(set) var good = 0
  /// Calls that failed where the generation before did better.
  private(set) var regressions = 0

  private static let kept = 256

  /// A call that ended well.
  mutating func ended(after duration: Duration, rows: Int) {
    good += 1
    let sample = Sample(duration: duration, rows: max(rows, 1))
    if samples.count < Self.kept {
      samples.append(sample)
    } else {
      samples[next] = sample
      next = (next + 1) % Self.kept
    }
  }

  /// A call that failed, and that the generation before could do.
  mutating func regressed() { regressions += 1 }

  /// How many durations are kept.
  var count: Int { samples.count }

  /// The middle duration of a call; nil without one.
  var medianCall: Duration? { Self.median(samples.map(\.duration)) }

  /// The middle duration of a row; nil without one.
  var medianRow: Duration? { Self.median(samples.map { $0.duration / $0.rows }) }

  private static func median(_ durations: [Duration]) -> Duration? {
    durations.isEmpty ? nil : durations.sorted()[durations.count / 2]
  }
}
