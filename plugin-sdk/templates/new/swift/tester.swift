public import CHomeostasisPlugin
import Healing
import HomeostasisSDK

/// NAME: a tester that finds every patch inconclusive. Write what it shall do instead.
struct TYPE: TesterStage {
  static let descriptor = StageDescriptor(
    id: "org.example.NAME", version: "0.1.0", summary: "finds every patch inconclusive")

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {}

  func verify(_ patch: Patch, _ call: StageCall) throws(StageFailure) -> Verdict {
    Verdict(parent: patch.id, result: .inconclusive, reason: "not-written", patchHash: "", tree: patch.base)
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(TYPE.self) }
