/// A pause that doubles with every failure in a row, up to a longest one.
public struct Backoff: Sendable, Hashable {
  /// After the first failure.
  public var first: Duration
  /// Never longer.
  public var longest: Duration

  /// Makes a backoff; 10 seconds doubling to 5 minutes by default.
  public init(first: Duration = .seconds(10), longest: Duration = .seconds(300)) {
    self.first = first
    self.longest = longest
  }

  /// The pause after so many failures in a row; none after none.
  public func pause(afterFailures failures: Int) -> Duration {
    guard failures > 0 else { return .zero }
    var pause = first
    for _ in 1..<failures where pause < longest { pause *= 2 }
    return min(pause, longest)
  }
}
