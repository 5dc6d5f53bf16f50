public import CHomeostasisPlugin
import Healing
import HomeostasisSDK

/// Counts incidents, also over a reload.
struct Remembers: AnalyzerStage, StatefulStage {
  struct State: Codable { var seen: [String: Int] }

  static let descriptor = StageDescriptor(id: "org.example.remembers", version: "1.0.0", summary: "counts")
  static let stateSchema = "org.example.remembers.state/1"
  private var state = State(seen: [:])

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {}

  func save(_ call: StageCall) throws(StageFailure) -> State { state }

  mutating func restore(_ state: State, _ call: StageCall) throws(StageFailure) {
    guard state.seen.values.allSatisfy({ $0 > 0 }) else {
      throw StageFailure(.failed, code: "remembers.state", place: "", message: "a count is not positive")
    }
    self.state = state
  }

  mutating func analyze(_ incident: Incident, _ call: StageCall) throws(StageFailure) -> [Diagnosis] {
    let count = state.seen[incident.service, default: 0] + 1
    state.seen[incident.service] = count
    return [Diagnosis(parent: incident.id, cause: "incident \(count)", category: "unknown", confidence: 0.1)]
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(Remembers.self) }
