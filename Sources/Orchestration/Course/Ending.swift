public import Healing

/// How an attempt ended, with what can still be done about it.
public struct Ending: Sendable, Hashable, Codable {
  /// How.
  public let outcome: Outcome
  /// A patch that a person may still put into service, or that serves unproven.
  public let patch: AcceptedPatch?
  /// Where the patch serves unproven: what would take it back.
  public let unproven: Rollout?

  init(_ outcome: Outcome, patch: AcceptedPatch? = nil, unproven: Rollout? = nil) {
    self.outcome = outcome
    self.patch = patch
    self.unproven = unproven
  }

  /// The next attempt comes only after a pause, and after some of them none.
  var isSetback: Bool {
    switch outcome {
    case .healed, .proposed, .quarantined: false
    case .inconclusive: unproven == nil
    case .rejected, .rolledBack, .abandoned: true
    }
  }
}
