public import Healing

extension Course {
  /// What is to be done next. It follows from the state alone.
  public enum Action: Sendable, Hashable {
    /// Ask the policy whether the attempt may begin.
    case admit
    case analyze
    case propose(Search)
    case verify(Trial)
    /// Ask people.
    case ask(AcceptedPatch)
    case prepare(AcceptedPatch)
    case switchOver(AcceptedPatch, Rollout)
    case watch(AcceptedPatch, Rollout, Vigil)
    case promote(AcceptedPatch, Rollout)
    case rollBack(AcceptedPatch, Rollout)
    case rest(Pause)
  }

  /// What is to be done next; nil: the attempt is over.
  public var action: Action? {
    switch state {
    case .opened: .admit
    case .analyzing: .analyze
    case .proposing(let search): .propose(search)
    case .verifying(let trial): .verify(trial)
    case .awaitingApproval(let patch): .ask(patch)
    case .preparing(let patch): .prepare(patch)
    case .switching(let patch, let rollout): .switchOver(patch, rollout)
    case .watching(let patch, let rollout, let vigil): .watch(patch, rollout, vigil)
    case .promoting(let patch, let rollout): .promote(patch, rollout)
    case .rollingBack(let patch, let rollout, _): .rollBack(patch, rollout)
    case .waiting(let pause, _): .rest(pause)
    case .ended: nil
    }
  }
}
