public import Healing

/// A patch with what became of it.
public struct PatchOverview: Sendable, Hashable {
  /// The patch.
  public var patch: Patch
  /// The incident for which it was proposed.
  public var incident: String
  /// The service.
  public var service: String
  /// In which attempt.
  public var attempt: Int
  /// The last verdict on it, if there is one.
  public var verdict: Verdict?
  /// The last row of its rollout's journal, if it was put into service.
  public var rollout: Rollout?
}
