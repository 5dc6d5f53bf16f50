public import Healing

extension Course {
  /// Where a course stands. Each case owns what only that state may touch.
  public indirect enum State: Sendable, Hashable, Codable {
    /// The incident is known, and nothing was tried in this attempt.
    case opened
    /// Analyzers look for the cause.
    case analyzing
    /// A patcher is asked for candidates.
    case proposing(Search)
    /// Candidates are tried one by one.
    case verifying(Trial)
    /// A proven patch waits for people.
    case awaitingApproval(AcceptedPatch)
    /// The new generation is made ready beside the old one.
    case preparing(AcceptedPatch)
    /// The new generation is ready and takes over in one step.
    case switching(AcceptedPatch, Rollout)
    /// The new generation serves and is watched; the old one is kept ready.
    case watching(AcceptedPatch, Rollout, Vigil)
    /// Healed: the patch is written into the source, and the old generation retired.
    case promoting(AcceptedPatch, Rollout)
    /// Back to the old generation; afterwards the attempt ends so.
    case rollingBack(AcceptedPatch, Rollout, then: Outcome)
    /// Nothing is done for now; afterwards it goes on where it was.
    case waiting(Pause, then: State)
    /// The attempt is over.
    case ended(Ending)
  }
}

extension Course.State {
  /// The state without what belongs to it.
  public var name: Name {
    switch self {
    case .opened: .opened
    case .analyzing: .analyzing
    case .proposing: .proposing
    case .verifying: .verifying
    case .awaitingApproval: .awaitingApproval
    case .preparing: .preparing
    case .switching: .switching
    case .watching: .watching
    case .promoting: .promoting
    case .rollingBack: .rollingBack
    case .waiting: .waiting
    case .ended: .ended
    }
  }

  /// The attempt has begun and is not over: no other one of the service may begin.
  public var isUnderWay: Bool {
    switch self {
    case .opened, .awaitingApproval, .ended: false
    case .waiting(_, let state): state.isUnderWay
    default: true
    }
  }

  /// The service runs a generation that is not decided upon: its events belong to the verdict about it.
  public var isRollout: Bool {
    switch self {
    case .switching, .watching, .promoting, .rollingBack: true
    case .waiting(_, let state): state.isRollout
    default: false
    }
  }
}

extension Course.State: CustomStringConvertible {
  /// As it is drawn: `verifying(1/3)`, `waiting(held)`, `ended(healed)`.
  public var description: String {
    switch self {
    case .proposing(let search) where search.turn > 0: "proposing(\(search.turn + 1))"
    case .verifying(let trial): "verifying(\(trial.index + 1)/\(trial.candidates.count))"
    case .waiting(let pause, _): "waiting(\(pause))"
    case .ended(let ending): "ended(\(ending.outcome.name))"
    default: name.rawValue
    }
  }
}
