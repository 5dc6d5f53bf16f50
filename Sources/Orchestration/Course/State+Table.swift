import Healing
import Policy

/// The table of states and inputs, from the first event to the outcome. A pair that is not in it is impossible.
extension Course.State {
  typealias Step = Course.Step

  func step(on input: Course.Input, of incident: Incident, at now: Timestamp) -> Step? {
    switch (self, input) {

    // Nothing is done for now, and afterwards the same.
    case (.waiting(let pause, let state), .resumed): Step(state, "goes on after: \(pause.reason)")
    case (.waiting, _), (.ended, .postponed), (_, .resumed): nil
    case (_, .postponed(let pause)): Step(.waiting(pause, then: self), pause.reason)

    // The front door.
    case (.opened, .admitted(let tree)): Step(.analyzing, "attempt \(incident.attempt) begins").with { $0.tree = tree }
    case (.opened, .refused(let why)): .end(.quarantined(why))
    case (.ended(let ending), .reopened(let changed)): reopen(ending, changed)

    // From the incident to a proven patch.
    case (.analyzing, .diagnosed(let diagnosis)): diagnosed(diagnosis)
    case (.analyzing, .undiagnosed(let why)): .end(.inconclusive(why))
    case (.proposing(let search), .candidates(let patches)): propose(search, patches)
    case (.proposing(let search), .exhausted): .end(search.outcome)
    case (.verifying(let trial), .lost(let loss)): lose(trial, loss, of: incident)
    case (.verifying, .accepted(let patch, let clearance)): accept(patch, clearance)

    // People.
    case (.awaitingApproval(let patch), .approved(let approval, let enough)): approve(patch, approval, enough)
    case (.awaitingApproval(let patch), .declined(let person, let why)): decline(patch, person, why, of: incident)
    case (.ended(let ending), .approved(let approval, let enough)): ending.offer.map { approve($0, approval, enough) }
    case (.ended(let ending), .declined(let person, let why)):
      ending.offer.map { decline($0, person, why, of: incident) }
    case (.preparing(let patch), .expired): Step(.awaitingApproval(patch), "the approval is too old by now")

    // Into service, and watched.
    case (.preparing(let patch), .prepared(let rollout)): prepared(patch, rollout)
    case (.switching(let patch, _), .switched(let rollout, let vigil)): switched(patch, rollout, vigil)
    case (.watching(let patch, let rollout, _), .found(let finding)): found(finding, patch, rollout)
    case (.promoting(let patch, _), .promoted): promoted(patch, incident)

    // Taken back: on our decision, or by the keeper while nobody was here.
    case (.rollingBack(let patch, _, let outcome), .rolledBack): takenBack(patch, outcome, of: incident)
    case (.preparing(let patch), .rolledBack), (.switching(let patch, _), .rolledBack),
      (.watching(let patch, _, _), .rolledBack), (.promoting(let patch, _), .rolledBack):
      takenBack(patch, .abandoned("the rollout was taken back while nobody was watching"), of: incident)

    // A stage could not do its work.
    case (_, .failed(let failure, let rollout)): fail(failure, rollout, of: incident)

    default: nil
    }
  }
}
