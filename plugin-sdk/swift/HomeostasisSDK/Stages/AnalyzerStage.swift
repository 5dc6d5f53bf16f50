public import Healing

/// Finds the cause of an incident. The events are in `call.events`.
public protocol AnalyzerStage: Stage {
  /// Returns what it can say, or throws `unsupported` when the incident is none of its business. `parent` is filled in.
  mutating func analyze(_ incident: Incident, _ call: StageCall) throws(StageFailure) -> [Diagnosis]
}
