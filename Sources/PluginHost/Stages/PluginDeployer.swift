public import Healing

/// A deployer plugin as a stage.
public struct PluginDeployer: Deployer {
  private let stage: PluginStage
  /// Pipeline and plugin: `web/handover`.
  public var id: String { stage.id }
  /// The plugin behind `stage` must be a deployer; another fails at the first call.
  public init(_ stage: PluginStage) { self.stage = stage }

  /// Ends the instance behind it; nothing may follow.
  public func retire() async { await stage.instance.retire() }

  /// The verdict goes along as context. Returns the last row that was emitted.
  /// - Throws: `deployer.no-row` when there was none, here and below.
  public func prepare(
    _ patch: VerifiedPatch, _ work: Work, journal: @escaping Journal
  ) async throws(StageFailure) -> Rollout {
    var work = work
    work.verdict = patch.verdict
    return try last(try await stage.perform(.prepare, patch.patch, work, journal: journal))
  }

  /// Gives the plugin the last stored row; all that it needs stands in `undo`.
  public func switchOver(
    _ rollout: Rollout, _ work: Work, journal: @escaping Journal
  ) async throws(StageFailure) -> Rollout {
    try last(try await stage.perform(.switchOver, rollout, work, journal: journal))
  }

  /// Likewise, once probation is over.
  public func promote(
    _ rollout: Rollout, _ work: Work, journal: @escaping Journal
  ) async throws(StageFailure) -> Rollout {
    try last(try await stage.perform(.promote, rollout, work, journal: journal))
  }

  /// Likewise, also after `prepare` alone, and twice.
  public func rollBack(
    _ rollout: Rollout, _ work: Work, journal: @escaping Journal
  ) async throws(StageFailure) -> Rollout {
    try last(try await stage.perform(.rollBack, rollout, work, journal: journal))
  }

  /// Nothing is stored: there is no journal to write to.
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
