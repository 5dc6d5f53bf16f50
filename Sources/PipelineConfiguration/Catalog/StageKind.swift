/// The five kinds of stages, in the order of the way.
public enum StageKind: String, Sendable, Hashable, Codable, CaseIterable {
  case monitor, analyzer, patcher, tester, deployer
}

extension StageKind {
  /// The record that such a stage answers with; the next one takes it.
  var output: String {
    switch self {
    case .monitor: "homeostasis.event/1"
    case .analyzer: "homeostasis.diagnosis/1"
    case .patcher: "homeostasis.patch/1"
    case .tester: "homeostasis.verdict/1"
    case .deployer: "homeostasis.rollout/1"
    }
  }

  /// The record that such a stage is called with; a monitor is called with none.
  var input: String? {
    switch self {
    case .monitor: nil
    case .analyzer: "homeostasis.incident/1"
    case .patcher: "homeostasis.diagnosis/1"
    case .tester, .deployer: "homeostasis.patch/1"
    }
  }

  /// The records of the host that go along with a call of such a stage.
  var companions: [String] {
    let always = ["homeostasis.service/1", "homeostasis.file/1"]
    return switch self {
    case .monitor: always + ["homeostasis.cursor/1"]
    case .analyzer: always + ["homeostasis.event/1"]
    case .patcher: always + ["homeostasis.event/1", "homeostasis.incident/1"]
    case .tester: always + ["homeostasis.event/1", "homeostasis.incident/1", "homeostasis.diagnosis/1"]
    case .deployer:
      always + ["homeostasis.incident/1", "homeostasis.diagnosis/1", "homeostasis.verdict/1", "homeostasis.rollout/1"]
    }
  }

  /// How long one call may take where nothing is said.
  var longestCall: Duration {
    switch self {
    case .monitor: .seconds(10)
    case .analyzer: .seconds(60)
    case .patcher, .deployer: .seconds(120)
    case .tester: .seconds(600)
    }
  }

  /// The key of a pipeline that such stages stand under.
  var key: String { self == .deployer ? "deployer" : rawValue + "s" }

  /// With its article, for messages.
  var named: String { self == .analyzer ? "an analyzer" : "a \(rawValue)" }
}
