/// Puts a verified patch into service. Every verb is idempotent: after a crash the host asks for the status and then
/// calls the same verb with the last stored row again. Rows are stored through `journal` before the effect they name.
public protocol Deployer: Sendable {
  /// The name of the stage: pipeline and plugin, for instance `web/handover`.
  var id: String { get }
  /// Stages the new beside the old, which goes on serving, and checks its health.
  func prepare(_ patch: VerifiedPatch, _ work: Work, journal: @escaping Journal) async throws(StageFailure) -> Rollout
  /// One atomic step; the old stays ready.
  func switchOver(_ rollout: Rollout, _ work: Work, journal: @escaping Journal) async throws(StageFailure) -> Rollout
  /// Probation is over: the old is retired.
  func promote(_ rollout: Rollout, _ work: Work, journal: @escaping Journal) async throws(StageFailure) -> Rollout
  /// Back to the old; also after `prepare` alone, and twice.
  func rollBack(_ rollout: Rollout, _ work: Work, journal: @escaping Journal) async throws(StageFailure) -> Rollout
  /// Looks at the world and changes nothing.
  func status(_ rollout: Rollout, _ work: Work) async throws(StageFailure) -> Rollout
}
