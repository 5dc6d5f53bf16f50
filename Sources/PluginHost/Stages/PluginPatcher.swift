public import Healing

/// A patcher plugin as a stage.
public struct PluginPatcher: Patcher {
  private let stage: PluginStage
  public var id: String { stage.id }
  public init(_ stage: PluginStage) { self.stage = stage }

  public func propose(_ diagnosis: Diagnosis, _ work: Work) async throws(StageFailure) -> [Patch] {
    try await stage.perform(.propose, diagnosis, work)
  }
}
