public import Healing

/// Proves or refutes a patch. The diagnosis with its reproduction is in `call.diagnosis`.
public protocol TesterStage: Stage {
  /// Returns the verdict; throws only when there could be none. `parent` is filled in.
  mutating func verify(_ patch: Patch, _ call: StageCall) throws(StageFailure) -> Verdict
}
