public import Healing

/// A patcher plugin as a stage.
public struct PluginPatcher: Patcher {
  private let stage: PluginStage
  /// Pipeline and plugin: `web/template`.
  public var id: String { stage.id }
  /// The plugin behind `stage` must be a patcher; another fails at the first call.
  public init(_ stage: PluginStage) { self.stage = stage }

  /// Ends the instance behind it; nothing may follow.
  public func retire() async { await stage.instance.retire() }

  /// In the order they were emitted.
  /// - Throws: what the plugin said of the diagnosis; `plugin.records` for a patch that is not well formed.
  public func propose(_ diagnosis: Diagnosis, _ work: Work) async throws(StageFailure) -> [Patch] {
    try await stage.perform(.propose, diagnosis, work)
  }
}
