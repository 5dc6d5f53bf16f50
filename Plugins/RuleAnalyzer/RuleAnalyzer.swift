public import CHomeostasisPlugin
import Healing
import HomeostasisSDK
import LanguageKit

/// Explains an incident by the first rule of the language pack that knows its exception.
struct RuleAnalyzer: AnalyzerStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.rules", version: "0.1.0", summary: "causes from the rules of the language pack",
    needs: [.files, .pack], capabilities: [.pure])

  private let host: StageHost
  private var tools: [String: LanguageTools] = [:]

  init(settings: JSONValue, host: StageHost) throws(StageFailure) { self.host = host }

  mutating func start(_ call: StageCall) throws(StageFailure) { _ = try tools(call.service.language) }

  mutating func analyze(_ incident: Incident, _ call: StageCall) throws(StageFailure) -> [Diagnosis] {
    let tools = try tools(call.service.language)
    let project = Project(files: host.files, pack: tools.pack, grammar: tools.grammar)
    let found = try TraceAnalysis(project, grammars: tools.traces, service: call.service).diagnosis(of: call.events)
    if found.category == "stale-source" { return [found] }
    guard let explained = tools.rules.explained(found) else {
      throw StageFailure(
        .unsupported, code: "rules.none", place: call.service.name, message: "no rule knows \(found.cause)")
    }
    return [explained]
  }

  private mutating func tools(_ language: String) throws(StageFailure) -> LanguageTools {
    if let known = tools[language] { return known }
    let read = try LanguageTools(language, from: host.pack)
    tools[language] = read
    return read
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(RuleAnalyzer.self) }
