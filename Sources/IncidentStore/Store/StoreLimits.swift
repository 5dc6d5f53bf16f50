/// How much the store remembers of what only serves to drop twins.
public struct StoreLimits: Sendable, Hashable {
  /// How long an event id is remembered.
  public var twinAge: Duration
  /// How many event ids are remembered.
  public var twins: Int

  /// Seven days and a million, unless told otherwise.
  public init(twinAge: Duration = .seconds(7 * 86_400), twins: Int = 1_000_000) {
    self.twinAge = twinAge
    self.twins = twins
  }
}
