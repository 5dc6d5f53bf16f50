public import Healing
public import Learning

/// Everything durable about courses. Each call is one transaction: all of it is stored when it returns, also across
/// `kill -9`, and nothing when it throws.
public protocol CourseLedger: Sendable {
  /// The course of an incident as it is stored.
  /// - Throws: `missing` without such an incident.
  func course(of incident: String) async throws(LedgerFailure) -> Course

  /// The courses that have something left to do: those that have not ended, and those that got events afterwards.
  func unfinished() async throws(LedgerFailure) -> [Course]

  /// Stores one step of a course.
  /// - Throws: `conflict` when the stored course has another revision than the step was decided upon.
  func commit(_ transition: Course.Transition) async throws(LedgerFailure)

  /// Stores a row of a rollout. Blocks; may be called from any thread that may block.
  func journal(_ rollout: Rollout, incident: String, attempt: Int) throws(StageFailure)

  /// The last row of the incident's last rollout; nil: nothing was rolled out.
  func lastRollout(of incident: String) async throws(LedgerFailure) -> Rollout?

  /// The samples that were kept, oldest first.
  func events(of incident: String) async throws(LedgerFailure) -> [Event]

  /// What became of a patch on this very code; nil: it was not tried.
  func fate(of patch: TriedPatch) async throws(LedgerFailure) -> Course.Fate?

  /// What templates are known to achieve, aged to now.
  func templates() async throws(LedgerFailure) -> TemplateRecord

  /// What happened to an incident and its service since a time.
  func history(of incident: Incident, since: Timestamp, until now: Timestamp) async throws(LedgerFailure) -> History
}
