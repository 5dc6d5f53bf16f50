/// How many events went which way. Nothing is dropped without being counted.
public struct IntakeCounts: Sendable, Hashable {
  /// Events that came.
  public var events = 0
  /// Events that tell of an error and were handed on.
  public var errors = 0
  /// Log lines that tell of no error.
  public var plain = 0
  /// Metrics, health checks and exits that were handed on.
  public var observations = 0
  /// Events of a service that the configuration does not have.
  public var unmatched = 0
  /// Events out of the host's own logs.
  public var own = 0
  /// Errors that only count: their bodies were left out, for there were many of the same in one batch.
  public var slimmed = 0
  /// Errors with a new fingerprint while too many others were current.
  public var overflowed = 0

  /// The counts of none.
  public init() {}

  /// Adds up two counts.
  public static func + (left: IntakeCounts, right: IntakeCounts) -> IntakeCounts {
    var sum = left
    sum.events += right.events
    sum.errors += right.errors
    sum.plain += right.plain
    sum.observations += right.observations
    sum.unmatched += right.unmatched
    sum.own += right.own
    sum.slimmed += right.slimmed
    sum.overflowed += right.overflowed
    return sum
  }
}
