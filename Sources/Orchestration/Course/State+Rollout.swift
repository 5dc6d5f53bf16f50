import Healing
import Learning
import Watch

/// The lines of the table from a proven patch to the outcome.
extension Course.State {
  func prepared(_ patch: AcceptedPatch, _ rollout: Rollout) -> Step {
    Step(.switching(patch, rollout), "generation \(rollout.generation) is healthy").with { $0.act = .rollout }
  }

  func switched(_ patch: AcceptedPatch, _ rollout: Rollout, _ vigil: Vigil) -> Step {
    Step(.watching(patch, rollout, vigil), "generation \(rollout.generation) serves")
  }

  func found(_ finding: Finding, _ patch: AcceptedPatch, _ rollout: Rollout) -> Step {
    switch finding {
    case .healed(let words): Step(.promoting(patch, rollout), words)
    case .regressed(let regression):
      Step(.rollingBack(patch, rollout, then: .rolledBack(regression.text)), regression.text)
    case .inconclusive(let words): .end(.inconclusive(words), patch, unproven: rollout)
    }
  }

  func promoted(_ patch: AcceptedPatch, _ incident: Incident) -> Step {
    Step.end(.healed, patch).with { step in
      step.forgetsSetbacks = true
      step.act = .heal
      step.lesson = .healed(patch.verified.patch, incident)
    }
  }

  /// The patch is to blame only where the watch or its own start showed it.
  func takenBack(_ patch: AcceptedPatch, _ outcome: Outcome, of incident: Incident) -> Step {
    let tried = TriedPatch(patch.verified.patch, service: incident.service)
    return Step.end(outcome).with { step in
      switch outcome {
      case .rolledBack(let why):
        step.fates = [.init(tried, .rolledBack, why)]
        step.lesson = .failed(patch.verified.patch, incident)
        step.act = .rollback
      case .rejected(let why): step.fates = [.init(tried, .rejected, why)]
      default: break
      }
    }
  }

  /// What a failure means depends on what the service runs by then: before a rollout the attempt is over, in one the
  /// old generation comes back first.
  func fail(_ failure: StageFailure, _ begun: Rollout?, of incident: Incident) -> Step? {
    switch self {
    case .analyzing, .proposing, .verifying: .end(.abandoned("\(failure)"))
    case .preparing(let patch):
      if let begun {
        Step(.rollingBack(patch, begun, then: failure.blamesPatch), "\(failure)")
      } else {
        takenBack(patch, failure.blamesPatch, of: incident)
      }
    case .switching(let patch, let rollout), .promoting(let patch, let rollout):
      Step(.rollingBack(patch, rollout, then: .abandoned("\(failure)")), "\(failure)")
    case .opened, .awaitingApproval, .watching, .rollingBack, .waiting, .ended: nil
    }
  }
}

extension StageFailure {
  /// A new generation that does not get healthy is its patch's fault; a plugin that died is not.
  fileprivate var blamesPatch: Outcome { kind == .failed ? .rejected("\(self)") : .abandoned("\(self)") }
}
