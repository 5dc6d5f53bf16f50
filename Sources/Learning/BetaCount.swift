import Glibc

/// Successes and failures, weighted and aged.
public struct BetaCount: Sendable, Hashable {
  /// Observations that the prior is worth.
  public static let priorWeight = 4.0
  /// A lesson that is this old counts half.
  public static let halfLife: Duration = .seconds(90 * 24 * 3600)

  /// Weighted successes.
  public var successes: Double
  /// Weighted failures.
  public var failures: Double

  /// Makes a count.
  public init(successes: Double = 0, failures: Double = 0) {
    self.successes = successes
    self.failures = failures
  }

  /// The expected rate of success, when `prior` is what to expect without any observation.
  public func mean(prior: Double) -> Double {
    (successes + Self.priorWeight * prior) / (successes + failures + Self.priorWeight)
  }

  /// What the count is worth after `age`. A clock that went back makes nothing weigh more.
  public func aged(by age: Duration) -> BetaCount {
    let ratio = max(0, age / Self.halfLife)
    let weight = exp2(-ratio)
    return BetaCount(successes: successes * weight, failures: failures * weight)
  }

  static func + (left: BetaCount, right: BetaCount) -> BetaCount {
    BetaCount(successes: left.successes + right.successes, failures: left.failures + right.failures)
  }
}
