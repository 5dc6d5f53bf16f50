/// Ends a trial.
public struct TrialClose: Sendable, Hashable, Codable {
  /// One that is not open is no error.
  public var trial: String

  /// The trial to end.
  public init(trial: String) {
    self.trial = trial
  }
}
