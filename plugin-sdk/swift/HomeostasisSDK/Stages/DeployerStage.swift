public import Healing

/// Puts a verified patch into service. Every verb is idempotent: after a crash the host asks for the status and then
/// calls the same verb with the last stored row again. Store a row with ``StageCall/journal(_:)`` before the effect
/// that it names; the row that is returned is stored too.
public protocol DeployerStage: Stage {
  /// Stages the new beside the old, which goes on serving, and checks its health.
  mutating func prepare(_ patch: Patch, _ verdict: Verdict, _ call: StageCall) throws(StageFailure) -> Rollout
  /// One atomic step; the old stays ready.
  mutating func switchOver(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout
  /// Probation is over: the old is retired.
  mutating func promote(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout
  /// Back to the old; also after `prepare` alone, and twice.
  mutating func rollBack(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout
  /// Looks at the world and changes nothing.
  mutating func status(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout
}
