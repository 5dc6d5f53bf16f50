/// `homeostasis.trial/1`: an instrument for patchers. Patches are tried in a warm copy of the tree, within the call's time;
/// verification repeats the winner from a cold start.
public protocol TrialService: Sendable {
  /// Makes the copy. It lives until it is closed, or the call ends.
  func open(_ request: TrialOpen) throws(StageFailure) -> TrialSession
  /// One result for each patch, in their order.
  func attempt(_ request: TrialTry) throws(StageFailure) -> [TrialResult]
  /// Ends what still runs, and deletes the copy.
  func close(_ request: TrialClose) throws(StageFailure)
}
