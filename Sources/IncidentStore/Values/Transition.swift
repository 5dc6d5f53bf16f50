public import Healing

/// One durable step of a course: all of it is stored, or none.
public struct Transition: Sendable {
  /// The new state. Its `revision` is the one of the state that the step was decided upon: where the stored one has
  /// moved on, the transition is refused.
  public var course: CourseRecord
  /// What the step produced: diagnoses, patches, verdicts, rollouts.
  public var records: [StoredRecord]
  /// What became of patches: the negative memory.
  public var fates: [PatchFate]
  /// What was learned about templates.
  public var lessons: [Lesson]
  /// Acts that count against the limits.
  public var acts: [CountedAct]
  /// How the attempt ended, in the step that ends it.
  public var outcome: Outcome?
  /// Puts the incident into quarantine or takes it out.
  public var quarantine: QuarantineChange?
  /// What the audit says about the step.
  public var audit: AuditNote

  /// Makes a transition to `course`.
  public init(to course: CourseRecord, records: [StoredRecord] = [], outcome: Outcome? = nil, audit: AuditNote) {
    self.course = course
    self.records = records
    fates = []
    lessons = []
    acts = []
    self.outcome = outcome
    self.audit = audit
  }
}
