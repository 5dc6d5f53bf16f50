/// How much of the service's life was looked at: the denominator of every rate.
public struct Exposure: Sendable, Hashable, Codable {
  /// Requests that were answered; nil where nobody counts them.
  public var requests: Int?
  /// Seconds in which errors would have been seen, had there been any.
  public var seconds: Double

  /// Makes an exposure. What cannot be (negative, not a number) counts as nothing.
  public init(requests: Int? = nil, seconds: Double) {
    self.requests = requests.map(bounded)
    self.seconds = seconds.isFinite ? min(max(0, seconds), 1e9) : 0
  }

  /// Requests are known only where they are known of both.
  static func + (left: Exposure, right: Exposure) -> Exposure {
    var requests: Int?
    if let mine = left.requests, let other = right.requests { requests = mine + other }
    return Exposure(requests: requests, seconds: left.seconds + right.seconds)
  }
}

/// Counts come from outside: none is negative, and none so large that a sum could overflow.
func bounded(_ count: Int) -> Int { min(max(0, count), 1 << 48) }
