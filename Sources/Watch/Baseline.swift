/// The service before the switch: what probation compares with.
///
/// The window must not be chosen by the errors in it. Where it begins with the first error of the incident, that error
/// is left out, else the old rate looks higher than it was and *healed* comes too soon.
public struct Baseline: Sendable, Hashable {
  /// In the order of time; at least one with an exposure, or nothing can ever be shown.
  public var tallies: [Tally]
  /// The service in a longer time, whether the error came or not: what its speed is compared with. The error's own
  /// window may be a few requests that ran beside the trial of the patch. Empty: the speed of ``tallies`` counts.
  public var usual: [Tally]
  /// The kinds of error seen so far, with the incident's own.
  public var known: Set<ErrorClass>

  /// Makes a baseline.
  public init(_ tallies: [Tally], usual: [Tally] = [], known: Set<ErrorClass> = []) {
    self.tallies = tallies
    self.usual = usual
    self.known = known
  }
}

extension Baseline: Codable {
  private enum CodingKeys: String, CodingKey { case tallies, usual, known }

  /// Reads one that may have been stored before there was a ``usual``.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    tallies = try values.decode([Tally].self, forKey: .tallies)
    usual = try values.decodeIfPresent([Tally].self, forKey: .usual) ?? []
    known = try values.decode(Set<ErrorClass>.self, forKey: .known)
  }
}
