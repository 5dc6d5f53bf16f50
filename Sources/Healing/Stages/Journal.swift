/// Stores a row of a rollout durably before it returns. May be called from any thread.
public typealias Journal = @Sendable (Rollout) throws(StageFailure) -> Void
