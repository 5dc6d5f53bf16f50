/// What the intake keeps in memory.
public struct IntakeLimits: Sendable, Hashable {
  /// How many fingerprints may be current at once.
  public var fingerprints: Int
  /// How long a fingerprint is current after its last event.
  public var current: Duration
  /// Of how many events of one fingerprint in one batch the bodies are kept: the first and the last.
  public var first: Int
  /// See ``first``.
  public var last: Int

  /// Makes limits.
  public init(fingerprints: Int = 10_000, current: Duration = .seconds(600), first: Int = 3, last: Int = 7) {
    self.fingerprints = fingerprints
    self.current = current
    self.first = first
    self.last = last
  }
}
