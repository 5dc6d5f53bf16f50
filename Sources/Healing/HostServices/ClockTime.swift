/// The host's time.
public struct ClockTime: Sendable, Hashable, Codable {
  /// Nanoseconds since 1970; may jump.
  public var unixNs: Int64
  /// Nanoseconds on the clock of the call's deadline; never goes back.
  public var monotonicNs: Int64

  /// Both clocks, read one after the other.
  public init(unixNs: Int64, monotonicNs: Int64) {
    self.unixNs = unixNs
    self.monotonicNs = monotonicNs
  }
}
