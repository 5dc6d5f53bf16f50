/// What became of one patch in a trial: a fact and no verdict.
public struct TrialResult: Sendable, Hashable, Codable {
  /// How the command ended; nil: it was not run.
  public var result: SandboxResult?
  /// Why it was not run: the patch does not apply, or the time was up.
  public var failure: StageFailure?

  /// One of the two is nil.
  public init(result: SandboxResult?, failure: StageFailure?) {
    self.result = result
    self.failure = failure
  }
}
