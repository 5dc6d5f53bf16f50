public import CHomeostasisPlugin
import Healing
import HomeostasisSDK

/// NAME: a deployer that refuses every patch. Write what it shall do instead.
struct TYPE: DeployerStage {
  static let descriptor = StageDescriptor(
    id: "org.example.NAME", version: "0.1.0", summary: "refuses every patch")

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {}

  // Each verb is called again after a crash with the same record: make all of them idempotent.
  func prepare(_ patch: Patch, _ verdict: Verdict, _ call: StageCall) throws(StageFailure) -> Rollout {
    throw Self.unfinished
  }
  func switchOver(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout { throw Self.unfinished }
  func promote(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout { throw Self.unfinished }
  func rollBack(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout { throw Self.unfinished }
  func status(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout { throw Self.unfinished }

  private static let unfinished = StageFailure(
    .unsupported, code: "NAME.unfinished", place: "", message: "NAME deploys nothing yet")
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(TYPE.self) }
