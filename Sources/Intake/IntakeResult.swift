public import Healing

/// What became of one batch of events.
public struct IntakeResult: Sendable, Hashable {
  /// Errors, in the order in which they came; each has its fingerprint, and none has a secret.
  public var errors: [ClassifiedEvent] = []
  /// Metrics, health checks and exits, which the watch looks at.
  public var observations: [Event] = []
  /// What went where.
  public var counts = IntakeCounts()

  /// The result of no events.
  public init() {}
}
