public import Healing

/// An analyzer plugin as a stage.
public struct PluginAnalyzer: Analyzer {
  private let stage: PluginStage
  /// Pipeline and plugin: `web/rules`.
  public var id: String { stage.id }
  /// The plugin behind `stage` must be an analyzer; another fails at the first call.
  public init(_ stage: PluginStage) { self.stage = stage }

  /// Ends the instance behind it; nothing may follow.
  public func retire() async { await stage.instance.retire() }

  /// A diagnosis without an id is named by its content.
  /// - Throws: what the plugin said of the incident; `plugin.records` for a diagnosis that is not well formed.
  public func analyze(_ incident: Incident, _ work: Work) async throws(StageFailure) -> [Diagnosis] {
    try await stage.perform(.analyze, incident, work)
  }
}
