public import Healing

/// A deployer plugin as a stage.
public struct PluginDeployer: Deployer {
  private let stage: PluginStage
  public var id: String { stage.id }
  public init(_ stage: PluginStage) { self.stage = stage }

  public func prepare(
    _ patch: VerifiedPatch, _ work: Work, journal: @escaping Journal
  ) async throws(StageFailure) -> Rollout {
    var work = work
    work.verdict = patch.verdict
    return try last(try await stage.perform(.prepare, patch.patch, work, journal: journal))
  }

  public func switchOver(
    _ rollout: Rollout, _ work: Work, journal: @escaping Journal
  ) async throws(StageFailure) -> Rollout {
    try last(try await stage.perform(.switchOver, rollout, work, journal: journal))
  }

  public func promote(
    _ rollout: Rollout, _ work: Work, journal: @escaping Journal
  ) async throws(StageFailure) -> Rollout {
    try last(try await stage.perform(.promote, rollout, work, journal: journal))
  }

  public func rollBack(
    _ rollout: Rollout, _ work: Work, journal: @escaping Journal
  ) async throws(StageFailure) -> Rollout {
    try last(try await stage.perform(.rollBack, rollout, work, journal: journal))
  }

  public func status(_ rollout: Rollout, _ work: Work) async throws(StageFailure) -> Rollout {
    try last(try await stage.perform(.status, rollout, work))
  }

  private func last(_ rows: [Rollout]) throws(StageFailure) -> Rollout {
    guard let row = rows.last else {
      throw StageFailure(
        .failed, code: "deployer.no-row", place: id, message: "the deployer ended without a rollout row")
    }
    return row
  }
}
