public import CHomeostasisPlugin
import Healing
import HomeostasisSDK
import LanguageKit

/// Reads the stack trace of an incident: its frames, the source around them, and where the cause may be.
struct TraceAnalyzer: AnalyzerStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.trace", version: "0.1.0", summary: "places and a reproduction from the stack trace",
    needs: [.files, .pack], capabilities: [.pure])

  private let host: StageHost
  private var tools: [String: LanguageTools] = [:]

  init(settings: JSONValue, host: StageHost) throws(StageFailure) { self.host = host }

  mutating func start(_ call: StageCall) throws(StageFailure) { _ = try tools(call.service.language) }

  mutating func analyze(_ incident: Incident, _ call: StageCall) throws(StageFailure) -> [Diagnosis] {
    let tools = try tools(call.service.language)
    let files = try PatchedFiles.over(host.files, call.patch)
    let project = Project(files: files, pack: tools.pack, grammar: tools.grammar)
    return [try TraceAnalysis(project, grammars: tools.traces, service: call.service).diagnosis(of: call.events)]
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
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(TraceAnalyzer.self) }
