/// What a load has seen so far.
public struct LoadReport: Sendable {
  /// Why a request was lost: it was sent, or was to be sent, and no whole answer came.
  public enum Loss: String, Sendable, Hashable, CaseIterable {
    case refused, reset, incomplete, timeout, malformed
  }

  /// What was answered and lost in a tenth of a second.
  public struct Slice: Sendable, Hashable {
    /// Answers with a status below 500.
    public var answered = 0
    /// Answers with a status of 500 and more.
    public var failed = 0
    /// Requests without a whole answer.
    public var lost = 0
  }

  /// How often each HTTP status came.
  public internal(set) var statuses: [Int: Int] = [:]
  /// How often each kind of loss came.
  public internal(set) var losses: [Loss: Int] = [:]
  /// From when a request was due to its whole answer.
  public internal(set) var latency = LatencyHistogram()
  /// One slice for each tenth of a second since the start.
  public internal(set) var slices: [Slice] = []
  /// The longest time in which no answer came at all.
  public internal(set) var longestGap: Duration = .zero
  /// When that gap began, since the start.
  public internal(set) var longestGapBegan: Duration = .zero
  /// Since the start.
  public internal(set) var elapsed: Duration = .zero
  var lastAnswer: Duration?

  /// Nothing has been seen yet.
  public init() {}

  /// Requests with a whole answer, whatever its status.
  public var answered: Int { statuses.values.reduce(0, +) }
  /// Answers with a status of 500 and more.
  public var failed: Int { statuses.reduce(0) { $1.key >= 500 ? $0 + $1.value : $0 } }
  /// Requests without a whole answer.
  public var lost: Int { losses.values.reduce(0, +) }
  /// Requests that have come to their end.
  public var sent: Int { answered + lost }

  /// The sum of the last `count` tenths of a second.
  public func last(_ count: Int) -> Slice {
    slices.suffix(count).reduce(into: Slice()) { sum, slice in
      sum.answered += slice.answered
      sum.failed += slice.failed
      sum.lost += slice.lost
    }
  }
}

extension LoadReport {
  mutating func take(_ result: Result<Int, Failure>, due: Duration, done: Duration) {
    let index = Int(done / .milliseconds(100))
    while slices.count <= index { slices.append(Slice()) }
    switch result {
    case .success(let status):
      statuses[status, default: 0] += 1
      if status < 500 { slices[index].answered += 1 } else { slices[index].failed += 1 }
      latency.add(done - due)
      closeGap(at: done)
    case .failure(let failure):
      losses[failure.loss, default: 0] += 1
      slices[index].lost += 1
    }
  }

  private mutating func closeGap(at done: Duration) {
    if let last = lastAnswer, done - last > longestGap {
      longestGap = done - last
      longestGapBegan = last
    }
    lastAnswer = max(lastAnswer ?? done, done)
  }

  /// A loss as an error.
  struct Failure: Error {
    let loss: Loss
  }
}
