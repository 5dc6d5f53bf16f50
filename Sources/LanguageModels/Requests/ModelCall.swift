/// The call of the stage in which a model is asked.
public struct ModelCall {
  /// Its name, for what is kept.
  public var id: String
  /// What is left of it; nil: no end.
  public var timeLeft: () -> Duration?
  /// Waits; false: the call has to end before.
  public var wait: (ContinuousClock.Instant) -> Bool
  /// Whether it was told to stop.
  public var isStopped: () -> Bool
  /// A line for the host's log: a constant text, and what varies.
  public var log: (_ isTrouble: Bool, _ text: String, _ fields: [String: String]) -> Void

  /// The end of a call must be seen early enough to say why there is no answer.
  private static let margin: Duration = .seconds(1)

  /// All functions are called on the call's thread only.
  public init(
    id: String, timeLeft: @escaping () -> Duration?, wait: @escaping (ContinuousClock.Instant) -> Bool,
    isStopped: @escaping () -> Bool, log: @escaping (Bool, String, [String: String]) -> Void
  ) {
    self.id = id
    self.timeLeft = timeLeft
    self.wait = wait
    self.isStopped = isStopped
    self.log = log
  }

  /// What one request may take of it.
  func share(atMost limit: Duration) -> Duration {
    guard let left = timeLeft() else { return limit }
    return min(limit, left - Self.margin)
  }

  /// Waits where there is so much time; false: there is not, or the call is stopped.
  func pause(_ span: Duration) -> Bool {
    if let left = timeLeft(), left - Self.margin <= span { return false }
    return wait(.now + span)
  }
}
