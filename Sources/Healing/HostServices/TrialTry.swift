/// Patches to try, each by itself on the tree as it was opened.
public struct TrialTry: Sendable, Hashable, Codable {
  /// As ``TrialSession`` gave it.
  public var trial: String
  /// Unified; at most 64.
  public var diffs: [String]
  /// The program and its arguments; empty: the service's tests.
  public var command: [String]
  /// What each run may use.
  public var limits: SandboxLimits

  /// One run of the command for each patch.
  public init(trial: String, diffs: [String], command: [String] = [], limits: SandboxLimits = SandboxLimits()) {
    self.trial = trial
    self.diffs = diffs
    self.command = command
    self.limits = limits
  }
}
