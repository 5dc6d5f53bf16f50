public import Healing

/// Writes candidates for a diagnosis. The incident is in `call.incident`.
public protocol PatcherStage: Stage {
  /// Returns its candidates, best first. `parent` is filled in.
  mutating func propose(_ diagnosis: Diagnosis, _ call: StageCall) throws(StageFailure) -> [Patch]
}
