/// What was counted in one interval. Intervals of about a minute suit a service in production; shorter ones suit a
/// short probation. How unevenly the counts fall on the intervals is what tells a burst from a change of rate.
public struct Tally: Sendable, Hashable, Codable {
  /// What the counts are counts of.
  public var exposure: Exposure
  /// Errors of the incident's fingerprint, by the watched generation only: what the old one still says while it drains
  /// does not belong here.
  public var errors: Int
  /// All other errors of the service.
  public var otherErrors: Int
  /// Requests slower than 95% of those before the patch; nil where durations are not known.
  public var slow: Int?

  /// Makes a tally; negative counts are taken as zero.
  public init(_ exposure: Exposure, errors: Int = 0, otherErrors: Int = 0, slow: Int? = nil) {
    self.exposure = exposure
    self.errors = bounded(errors)
    self.otherErrors = bounded(otherErrors)
    self.slow = slow.map(bounded)
  }

  static func + (left: Tally, right: Tally) -> Tally {
    var slow: Int?
    if let mine = left.slow, let other = right.slow { slow = mine + other }
    return Tally(
      left.exposure + right.exposure, errors: left.errors + right.errors,
      otherErrors: left.otherErrors + right.otherErrors, slow: slow)
  }
}
