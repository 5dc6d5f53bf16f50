public import Healing
public import Learning

extension Course {
  /// One durable step: all of it is stored, or none.
  public struct Transition: Sendable, Hashable {
    /// The incident, with the number of its attempt.
    public let incident: Incident
    /// The revision that the step was decided upon; the new one is greater by one.
    public let revision: Int64
    /// Where it was.
    public let from: State
    /// What happened.
    public let input: Input
    /// Where it is now.
    public let to: Position
    /// Diagnoses, patches and verdicts.
    public let records: [Record]
    /// The negative memory.
    public let fates: [Fate]
    /// What was learned about a template.
    public let lesson: TemplateLesson?
    /// What counts against the limits.
    public let act: Act?
    /// What the audit says.
    public let audit: String

    init(from before: Course, on input: Input, _ step: Step, to after: Course) {
      incident = after.incident
      revision = before.revision
      from = before.state
      self.input = input
      to = after.position
      records = step.records
      fates = step.fates
      lesson = step.lesson
      act = step.act
      audit = step.note
    }

    /// How the attempt ended, in the step that ends it.
    public var outcome: Outcome? { if case .ended(let ending) = to.state { ending.outcome } else { nil } }

    /// Nothing is done before this time.
    public var notBefore: Timestamp? { if case .waiting(let pause, _) = to.state { pause.until } else { nil } }
  }
}

extension Course.Transition: CustomStringConvertible {
  /// As it is drawn: `opened --admitted--> analyzing`.
  public var description: String { "\(from) --\(input)--> \(to.state)" }
}
