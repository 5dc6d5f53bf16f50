public import Healing

/// A tester plugin as a stage.
public struct PluginTester: Tester {
  private let stage: PluginStage
  /// Pipeline and plugin: `web/suite`.
  public var id: String { stage.id }
  /// The plugin behind `stage` must be a tester; another fails at the first call.
  public init(_ stage: PluginStage) { self.stage = stage }

  /// Ends the instance behind it; nothing may follow.
  public func retire() async { await stage.instance.retire() }

  /// The last verdict on `patch` that was emitted.
  /// - Throws: `tester.no-verdict` when there was none.
  public func verify(_ patch: Patch, _ work: Work) async throws(StageFailure) -> Verdict {
    let verdicts: [Verdict] = try await stage.perform(.verify, patch, work)
    guard let verdict = verdicts.last(where: { $0.parent == patch.id }) else {
      throw StageFailure(
        .failed, code: "tester.no-verdict", place: id, message: "the tester ended without a verdict on the patch")
    }
    return verdict
  }
}
