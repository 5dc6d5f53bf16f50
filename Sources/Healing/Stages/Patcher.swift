/// Writes patches for a diagnosis.
public protocol Patcher: Sendable {
  /// The name of the stage: pipeline and plugin, for instance `web/template`.
  var id: String { get }
  /// Returns its candidates, best first. They are untrusted until verified.
  func propose(_ diagnosis: Diagnosis, _ work: Work) async throws(StageFailure) -> [Patch]
}
