public import Healing
public import Policy
public import Watch

extension Course {
  /// What can happen to a course.
  public enum Input: Sendable, Hashable {
    /// The policy lets the attempt begin, on this source tree.
    case admitted(tree: String)
    /// The policy does not: quarantine.
    case refused(String)
    case diagnosed(Diagnosis)
    /// No analyzer knows anything about it.
    case undiagnosed(String)
    /// The patcher's candidates, the first to be tried first; there may be none.
    case candidates([Patch])
    /// There is no further patcher.
    case exhausted
    /// The candidate is out.
    case lost(Loss)
    /// The candidate is proven.
    case accepted(AcceptedPatch, Clearance)
    /// A person said yes; `enough`: nobody else has to.
    case approved(Approval, enough: Bool)
    /// A person said no.
    case declined(by: String, String)
    /// The approval is too old by now.
    case expired
    case prepared(Rollout)
    case switched(Rollout, Vigil)
    /// The watch knows.
    case found(Finding)
    case promoted(Rollout)
    case rolledBack(Rollout)
    /// A stage could not do its work. Where a rollout had begun, its last row.
    case failed(StageFailure, Rollout?)
    /// Not now.
    case postponed(Pause)
    /// The pause is over.
    case resumed
    /// The ended incident comes to the front door again; `changed`: its source is another one.
    case reopened(changed: Bool)
  }
}

extension Course.Input: CustomStringConvertible {
  /// As it is drawn: `candidates(2)`, `postponed(held)`.
  public var description: String {
    switch self {
    case .admitted: "admitted"
    case .refused: "refused"
    case .diagnosed: "diagnosed"
    case .undiagnosed: "undiagnosed"
    case .candidates(let patches): "candidates(\(patches.count))"
    case .exhausted: "exhausted"
    case .lost: "lost"
    case .accepted: "accepted"
    case .approved: "approved"
    case .declined: "declined"
    case .expired: "expired"
    case .prepared: "prepared"
    case .switched: "switched"
    case .found(.healed): "healed"
    case .found(.regressed): "regressed"
    case .found(.inconclusive): "unproven"
    case .promoted: "promoted"
    case .rolledBack: "rolled-back"
    case .failed: "failed"
    case .postponed: "postponed"
    case .resumed: "resumed"
    case .reopened: "reopened"
    }
  }
}
