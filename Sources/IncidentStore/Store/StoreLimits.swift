/// How much the store remembers of what only serves for a while.
public struct StoreLimits: Sendable, Hashable {
  /// How long an event id is remembered, and a kind of error that is not seen again.
  public var twinAge: Duration
  /// How many event ids are remembered.
  public var twins: Int

  /// How long the counts of a slice of time are kept.
  public var sliceAge: Duration

  /// Seven days, a million, and a quarter of an hour, unless told otherwise.
  public init(
    twinAge: Duration = .seconds(7 * 86_400), twins: Int = 1_000_000, sliceAge: Duration = .seconds(900)
  ) {
    self.twinAge = twinAge
    self.twins = twins
    self.sliceAge = sliceAge
  }
}
