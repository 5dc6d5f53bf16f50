public import Healing

/// An analyzer plugin as a stage.
public struct PluginAnalyzer: Analyzer {
  private let stage: PluginStage
  public var id: String { stage.id }
  public init(_ stage: PluginStage) { self.stage = stage }

  public func analyze(_ incident: Incident, _ work: Work) async throws(StageFailure) -> [Diagnosis] {
    try await stage.perform(.analyze, incident, work)
  }
}
