/// Proves or refutes a patch in the sandbox.
public protocol Tester: Sendable {
  /// The name of the stage: pipeline and plugin, for instance `web/suite`.
  var id: String { get }
  /// Returns the verdict on `patch`; throws only when there could be none.
  func verify(_ patch: Patch, _ work: Work) async throws(StageFailure) -> Verdict
}
