import Healing
import Learning

extension Course {
  /// One line of the table: where to, and what else has to be stored with it.
  struct Step {
    var to: State
    /// What happened, for the audit and for a reader.
    var note: String
    var records: [Record] = []
    var fates: [Fate] = []
    var lesson: TemplateLesson?
    var act: Act?
    var opensAttempt = false
    var forgetsSetbacks = false
    var tree: String?

    init(_ to: State, _ note: String, records: [Record] = []) {
      self.to = to
      self.note = note
      self.records = records
    }

    /// The attempt is over.
    static func end(_ outcome: Outcome, _ patch: AcceptedPatch? = nil, unproven: Rollout? = nil) -> Step {
      Step(.ended(Ending(outcome, patch: patch, unproven: unproven)), outcome.reason ?? outcome.name)
    }

    func with(_ change: (inout Step) -> Void) -> Step {
      var step = self
      change(&step)
      return step
    }
  }
}
