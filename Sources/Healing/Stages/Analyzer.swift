/// Finds the cause of an incident.
public protocol Analyzer: Sendable {
  /// The name of the stage: pipeline and plugin, for instance `web/rules`.
  var id: String { get }
  /// Returns every diagnosis that it can give, or throws `unsupported` when the incident is none of its business.
  func analyze(_ incident: Incident, _ work: Work) async throws(StageFailure) -> [Diagnosis]
}
