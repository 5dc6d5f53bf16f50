import Healing
import Learning
import Policy

/// The lines of the table from the front door to a proven patch.
extension Course.State {
  func reopen(_ ending: Ending, _ changed: Bool) -> Step {
    if let rollout = ending.unproven, let patch = ending.patch {
      let why = "the error came back while the patch was unproven"
      return Step(.rollingBack(patch, rollout, then: .rolledBack(why)), why)
    }
    let why = changed ? "the source changed" : "it happened again"
    return Step(.opened, "\(why); after: \(ending.outcome.name)").with { step in
      step.opensAttempt = true
      step.forgetsSetbacks = changed
    }
  }

  func diagnosed(_ diagnosis: Diagnosis) -> Step {
    let records: [Course.Record] = [.diagnosis(diagnosis)]
    guard diagnosis.category != "stale-source" else {
      return Step.end(.inconclusive("stale-source: \(diagnosis.cause)")).with { $0.records = records }
    }
    return Step(.proposing(Search(diagnosis)), diagnosis.cause, records: records)
  }

  func propose(_ search: Search, _ patches: [Patch]) -> Step {
    guard let trial = Trial(search, patches) else {
      return Step(.proposing(search.onward()), "patcher \(search.turn + 1) has no candidate")
    }
    let words = patches.count == 1 ? "one candidate" : "\(patches.count) candidates"
    return Step(.verifying(trial), "\(words) of patcher \(search.turn + 1)", records: patches.map(Course.Record.patch))
  }

  func lose(_ trial: Trial, _ loss: Loss, of incident: Incident) -> Step {
    let step = loss.endsAttempt ? Step.end(.inconclusive(loss.reason)) : Step(trial.after(loss), loss.reason)
    return step.with { step in
      if let verdict = loss.verdict { step.records = [.verdict(verdict)] }
      if let fate = loss.fate {
        step.fates = [.init(TriedPatch(loss.patch, service: incident.service), fate, loss.reason)]
      }
    }
  }

  func accept(_ patch: AcceptedPatch, _ clearance: Clearance) -> Step {
    let step =
      switch clearance {
      case .go: Step(.preparing(patch), "accepted; \(patch.assessment.risk.rawValue): \(patch.assessment.reason)")
      case .approval(let people, let why): Step(.awaitingApproval(patch.needing(people)), why)
      case .propose(let why):
        Step(.ended(Ending(.proposed, patch: patch.needing(max(1, patch.assessment.risk.people)))), why)
      }
    return step.with { $0.records = [.verdict(patch.verified.verdict)] }
  }

  func approve(_ patch: AcceptedPatch, _ approval: Approval, _ enough: Bool) -> Step {
    let approved = patch.with(approval)
    return Step(enough ? .preparing(approved) : .awaitingApproval(approved), "\(approval.by) approves")
  }

  func decline(_ patch: AcceptedPatch, _ person: String, _ why: String, of incident: Incident) -> Step {
    let words = "\(person) says no: \(why)"
    return Step.end(.rejected(words)).with { step in
      step.fates = [.init(TriedPatch(patch.verified.patch, service: incident.service), .refused, words)]
      step.lesson = .failed(patch.verified.patch, incident)
    }
  }
}

extension Loss {
  /// What is remembered. What is remembered already is not stored again, and what could not be tested may be tried.
  fileprivate var fate: Course.Fate.Kind? {
    switch kind {
    case .refused: .refused
    case .rejected: .rejected
    case .remembered, .inconclusive: nil
    }
  }
}

extension Ending {
  /// The patch that a person may still put into service.
  var offer: AcceptedPatch? { outcome == .proposed ? patch : nil }
}
