/// How long a call may go on.
public struct CallLimit: Sendable {
  /// Nil: no deadline.
  public let deadline: ContinuousClock.Instant?
  /// Whether it was told to stop.
  public let isStopped: @Sendable () -> Bool

  /// No deadline, and never stopped.
  public static let none = CallLimit(deadline: nil) { false }

  /// - Parameter isStopped: asked often, from any thread.
  public init(deadline: ContinuousClock.Instant?, isStopped: @escaping @Sendable () -> Bool) {
    self.deadline = deadline
    self.isStopped = isStopped
  }

  /// Whether nothing may go on for it any more.
  public var isOver: Bool { isStopped() || deadline.map { $0 <= .now } ?? false }

  /// What is left, at most `most`, and in milliseconds at most `wanted` where that is not 0.
  package func left(atMost most: Duration, wanted: Int64) -> Duration {
    let wish = wanted > 0 ? min(most, .milliseconds(min(wanted, 1 << 40))) : most
    guard let deadline else { return wish }
    return max(.zero, min(wish, deadline - .now))
  }
}
