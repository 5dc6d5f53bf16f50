/// How a process of a service ended.
public struct ProcessExit: Sendable, Hashable, Codable {
  /// Grows with every exit of the service: names it.
  public var sequence: Int64
  /// The generation that it belonged to.
  public var generation: Int64
  /// Its process id.
  public var pid: Int64
  /// Exit status; nil when a signal ended it or it is not known.
  public var code: Int64?
  /// The signal that ended it.
  public var signal: Int64?
  /// It was told to end.
  public var expected: Bool
  /// It had the traffic.
  public var current: Bool
  /// When it was seen.
  public var at: Timestamp
  /// How long it ran, in milliseconds; 0: not known.
  public var ranMs: Double
  /// Largest resident memory; nil: not known.
  public var peakBytes: Int64?

  /// An exit.
  public init(
    sequence: Int64, generation: Int64, pid: Int64, code: Int64?, signal: Int64?, expected: Bool, current: Bool,
    at: Timestamp, ranMs: Double, peakBytes: Int64?
  ) {
    self.sequence = sequence
    self.generation = generation
    self.pid = pid
    self.code = code
    self.signal = signal
    self.expected = expected
    self.current = current
    self.at = at
    self.ranMs = ranMs
    self.peakBytes = peakBytes
  }
}
