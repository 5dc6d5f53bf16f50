/// The service before the switch: what probation compares with.
///
/// The window must not be chosen by the errors in it. Where it begins with the first error of the incident, that error
/// is left out, else the old rate looks higher than it was and *healed* comes too soon.
public struct Baseline: Sendable, Hashable, Codable {
  /// In the order of time; at least one with an exposure, or nothing can ever be shown.
  public var tallies: [Tally]
  /// The kinds of error seen so far, with the incident's own.
  public var known: Set<ErrorClass>

  /// Makes a baseline.
  public init(_ tallies: [Tally], known: Set<ErrorClass> = []) {
    self.tallies = tallies
    self.known = known
  }
}
