/// A patch with the verdict that accepted it. There is no other way to make one, and only this can be rolled out.
public struct VerifiedPatch: Sendable, Hashable {
  /// The very patch that was verified, unchanged.
  public let patch: Patch
  /// An accepting verdict whose parent is the patch.
  public let verdict: Verdict

  /// Nil unless `verdict` accepts this very patch, after the failure was reproduced without it and not with it.
  public init?(_ patch: Patch, _ verdict: Verdict) {
    guard verdict.result == .accepted, verdict.parent == patch.id, verdict.reproducedBefore, verdict.fixedAfter else {
      return nil
    }
    self.patch = patch
    self.verdict = verdict
  }
}
