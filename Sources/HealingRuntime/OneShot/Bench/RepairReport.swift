/// What `repair-bench` prints: all cases, and what they come to.
public struct RepairReport: Sendable, Encodable {
  /// Counts of some cases.
  public struct Summary: Sendable, Encodable {
    /// How many there are.
    public let cases: Int
    /// Of them accepted.
    public let plausible: Int
    /// Of these right by the judge's tests.
    public let correct: Int
    /// Of these wrong by the judge's tests.
    public let wrong: Int
    /// Over the plausible ones; nil where there is none.
    public let medianSeconds: Double?
    /// Over the plausible ones; nil where there is none.
    public let p90Seconds: Double?
    /// Candidates for each second of processor time, over all cases.
    public let candidatesPerProcessorSecond: Double?
    /// The median of the runs of all tests for each second of processor time, in a program that stays.
    public let warmRunsPerProcessorSecond: Double?
    /// The same from a cold start: what a candidate would cost without.
    public let coldRunsPerProcessorSecond: Double?

    private enum CodingKeys: String, CodingKey {
      case cases, plausible, correct, wrong, medianSeconds, p90Seconds, candidatesPerProcessorSecond
      case warmRunsPerProcessorSecond, coldRunsPerProcessorSecond
    }

    /// Writes every key, null where there is nothing.
    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(cases, forKey: .cases)
      try values.encode(plausible, forKey: .plausible)
      try values.encode(correct, forKey: .correct)
      try values.encode(wrong, forKey: .wrong)
      try values.encode(medianSeconds, forKey: .medianSeconds)
      try values.encode(p90Seconds, forKey: .p90Seconds)
      try values.encode(candidatesPerProcessorSecond, forKey: .candidatesPerProcessorSecond)
      try values.encode(warmRunsPerProcessorSecond, forKey: .warmRunsPerProcessorSecond)
      try values.encode(coldRunsPerProcessorSecond, forKey: .coldRunsPerProcessorSecond)
    }

    init(of results: [RepairResult]) {
      let accepted = results.filter(\.isPlausible)
      cases = results.count
      plausible = accepted.count
      correct = accepted.filter { $0.correct == true }.count
      wrong = accepted.filter { $0.correct == false }.count
      let seconds = accepted.map(\.seconds).sorted()
      medianSeconds = Self.quantile(0.5, of: seconds)
      p90Seconds = Self.quantile(0.9, of: seconds)
      warmRunsPerProcessorSecond = Self.quantile(0.5, of: results.compactMap(\.warmRuns).sorted())
      coldRunsPerProcessorSecond = Self.quantile(0.5, of: results.compactMap(\.coldRuns).sorted())
      let processor = results.map(\.processorSeconds).reduce(0, +)
      let candidates = results.map(\.candidates).reduce(0, +)
      candidatesPerProcessorSecond = processor > 0 ? Double(candidates) / processor : nil
    }

    /// The least value that at least this share of the values does not exceed.
    private static func quantile(_ share: Double, of sorted: [Double]) -> Double? {
      if sorted.isEmpty { return nil }
      let rank = Int((share * Double(sorted.count)).rounded(.up))
      return sorted[min(max(rank, 1), sorted.count) - 1]
    }
  }

  /// Over all cases.
  public let summary: Summary
  /// By name.
  public let cases: [RepairResult]

  /// Counts `cases`.
  public init(_ cases: [RepairResult]) {
    self.cases = cases
    summary = Summary(of: cases)
  }

  /// The counts of each family, by its name.
  public var families: [(name: String, summary: Summary)] {
    Dictionary(grouping: cases, by: \.family).sorted { $0.key < $1.key }.map { ($0.key, Summary(of: $0.value)) }
  }
}
