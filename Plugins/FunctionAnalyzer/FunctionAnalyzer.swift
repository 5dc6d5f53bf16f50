public import CHomeostasisPlugin
import ForeignFunctions
import Healing
import HomeostasisSDK

/// Lets a C function of any shared library judge incidents: as a predicate, a score, or a sentence about the cause.
struct FunctionAnalyzer: AnalyzerStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.analyzer.function", version: "0.1.0",
    summary: "a C function of any shared library as a predicate or a score",
    settings: FunctionSettings.schema(
      own: FunctionVerdict.settings,
      example: """
        {"library": "libc.so.6", "function": "strlen", "arguments": [{"type": "string", "from": "incident.title"}],
         "returns": "u64", "category": "unknown"}
        """),
    capabilities: .ownProcess)

  private let function: ForeignFunction
  private let verdict: FunctionVerdict

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {
    let declaration: FunctionDeclaration
    do throws(FunctionMistakes) { declaration = try FunctionDeclaration(settings, records: .analyzer) } catch {
      throw error.failure
    }
    function = try ForeignFunction(declaration)
    verdict = FunctionVerdict(settings)
  }

  func analyze(_ incident: Incident, _ call: StageCall) throws(StageFailure) -> [Diagnosis] {
    var input = FunctionInput()
    input.add("incident", incident)
    input.add("event", call.events.max { $0.at < $1.at })
    input.add("service", call.service)
    let diagnosis = try verdict.diagnosis(of: incident, from: try function.call(input))
    return [diagnosis]
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(FunctionAnalyzer.self) }
