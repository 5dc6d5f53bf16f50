import Healing

/// What the C tables of a module are made from: the stage's description, and how to make an instance.
struct ExportedStage {
  enum Kind { case monitor, analyzer, patcher, tester, deployer }

  let descriptor: StageDescriptor
  let kind: Kind
  /// Whether it hands state over to its next generation.
  let isStateful: Bool
  let make: (JSONValue, StageHost) throws(StageFailure) -> StageBox

  init(
    _ stage: any Stage.Type, _ kind: Kind, make: @escaping (JSONValue, StageHost) throws(StageFailure) -> StageBox
  ) {
    descriptor = stage.descriptor
    isStateful = stage is any StatefulStage.Type
    self.kind = kind
    self.make = make
  }

  /// The schemas that it takes and emits.
  var schemas: (consumes: String, produces: String) {
    switch kind {
    case .monitor: ("", "homeostasis.event/1")
    case .analyzer: ("homeostasis.incident/1", "homeostasis.diagnosis/1")
    case .patcher: ("homeostasis.diagnosis/1", "homeostasis.patch/1")
    case .tester: ("homeostasis.patch/1", "homeostasis.verdict/1")
    case .deployer: ("homeostasis.patch/1 homeostasis.rollout/1", "homeostasis.rollout/1")
    }
  }

  /// The ids of the host services, those it can do without with a question mark.
  var needs: String {
    (descriptor.needs.map(\.rawValue) + descriptor.canUse.map { "\($0.rawValue)?" }).joined(separator: " ")
  }
}
