public import CHomeostasisPlugin
import Healing
import HomeostasisSDK

/// An analyzer in Swift: gives every incident a diagnosis of its class.
struct SampleAnalyzer: AnalyzerStage {
  static let descriptor = StageDescriptor(
    id: "org.example.sample-analyzer", version: "1.0.0", summary: "names the class of every incident",
    settings: """
      {"type": "object", "additionalProperties": false,
       "properties": {"confidence": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.1}}}
      """,
    capabilities: .pure)

  private let confidence: Double

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {
    confidence = settings["confidence"]?.double ?? 0.1
  }

  func analyze(_ incident: Incident, _ call: StageCall) throws(StageFailure) -> [Diagnosis] {
    guard let type = incident.type else {
      throw StageFailure(
        .unsupported, code: "sample.no-class", place: incident.id, message: "the incident has no class")
    }
    return [Diagnosis(parent: incident.id, cause: incident.title, category: type, confidence: confidence)]
  }
}

@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(SampleAnalyzer.self) }
