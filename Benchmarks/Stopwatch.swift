/// Repeats work and takes the median of several rounds: the machine is shared, and its speed drifts.
enum Stopwatch {
  /// Nanoseconds of one repetition of `work`.
  static func nanoseconds(rounds: Int = 7, repetitions: Int, _ work: () -> Void) -> Double {
    median(
      (0..<rounds).map { _ in
        let started = ContinuousClock.now
        for _ in 0..<repetitions { work() }
        return (ContinuousClock.now - started) / .nanoseconds(1) / Double(repetitions)
      })
  }

  /// As ``nanoseconds(rounds:repetitions:_:)``, for work that waits.
  static func nanoseconds(rounds: Int = 7, repetitions: Int, _ work: () async throws -> Void) async throws -> Double {
    var all: [Double] = []
    for _ in 0..<rounds {
      let started = ContinuousClock.now
      for _ in 0..<repetitions { try await work() }
      all.append((ContinuousClock.now - started) / .nanoseconds(1) / Double(repetitions))
    }
    return median(all)
  }

  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }

  static func quantile(_ values: [Double], _ part: Double) -> Double {
    values.isEmpty ? 0 : values.sorted()[min(values.count - 1, Int(Double(values.count) * part))]
  }
}
