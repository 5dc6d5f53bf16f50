/// An open trial.
public struct TrialSession: Sendable, Hashable, Codable {
  /// Names it in the other requests; chosen by the host.
  public var trial: String
  /// Hash of the tree that was copied.
  public var tree: String

  /// A trial that is open until it is closed.
  public init(trial: String, tree: String) {
    self.trial = trial
    self.tree = tree
  }
}
