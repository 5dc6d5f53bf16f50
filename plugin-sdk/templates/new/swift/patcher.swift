public import CHomeostasisPlugin
import Healing
import HomeostasisSDK

/// NAME: a patcher that proposes a restart for every diagnosis. Write what it shall do instead.
struct TYPE: PatcherStage {
  static let descriptor = StageDescriptor(
    id: "org.example.NAME", version: "0.1.0", summary: "proposes a restart for every diagnosis")

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {}

  func propose(_ diagnosis: Diagnosis, _ call: StageCall) throws(StageFailure) -> [Patch] {
    let base = call.service.tree
    return [
      Patch(parent: diagnosis.id, kind: .mitigation, base: base, diff: nil, title: "restart it", score: 0.1)
    ]
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(TYPE.self) }
