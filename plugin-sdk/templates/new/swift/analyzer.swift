public import CHomeostasisPlugin
import Healing
import HomeostasisSDK

/// NAME: an analyzer that names the class of every incident. Write what it shall do instead.
struct TYPE: AnalyzerStage {
  static let descriptor = StageDescriptor(
    id: "org.example.NAME", version: "0.1.0", summary: "names the class of every incident")

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {}

  func analyze(_ incident: Incident, _ call: StageCall) throws(StageFailure) -> [Diagnosis] {
    guard let type = incident.type else { return [] }  // No answer: the next analyzer is asked.
    return [Diagnosis(parent: incident.id, cause: incident.title, category: type, confidence: 0.1)]
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(TYPE.self) }
