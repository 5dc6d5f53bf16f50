/// A point in time: nanoseconds since 1970-01-01T00:00:00Z, signed. Zero means unknown.
public struct Timestamp: Sendable, Hashable, Comparable, Codable {
  /// Nanoseconds since the epoch of Unix.
  public var nanoseconds: Int64

  /// Makes a time from nanoseconds since the epoch.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// No time is known.
  public static let unknown = Timestamp(nanoseconds: 0)

  /// Reads the bare number of nanoseconds.
  public init(from decoder: any Decoder) throws {
    nanoseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes the bare number of nanoseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(nanoseconds)
  }

  /// By the clock, so an unknown time comes before all known ones.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.nanoseconds < right.nanoseconds }

  /// The time `duration` later.
  public static func + (time: Timestamp, duration: Duration) -> Timestamp {
    Timestamp(nanoseconds: time.nanoseconds &+ duration.nanoseconds)
  }

  /// What lies between the two; negative after a step of the clock.
  public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
    .nanoseconds(later.nanoseconds &- earlier.nanoseconds)
  }

  /// The time so much earlier.
  public static func - (time: Timestamp, duration: Duration) -> Timestamp {
    Timestamp(nanoseconds: time.nanoseconds &- duration.nanoseconds)
  }
}

extension Duration {
  /// The whole duration in nanoseconds, saturating at about 292 years.
  public var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? (seconds < 0 ? .min : .max) : whole &+ attoseconds / 1_000_000_000
  }

  /// The whole duration in seconds, with its fraction.
  public var inSeconds: Double { Double(nanoseconds) / 1e9 }
}

/// Where the time comes from: the host's clock, or one that a test moves by hand.
public protocol TimeSource: Sendable {
  /// The time of day.
  func now() -> Timestamp
}
