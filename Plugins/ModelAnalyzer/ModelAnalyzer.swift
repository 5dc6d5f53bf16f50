public import CHomeostasisPlugin
import Healing
import HomeostasisSDK
import LanguageKit
import LanguageModels

/// Asks language models for the cause of what no rule knows. Exceptions, evidence and the reproduction stay what the
/// trace says; a model may only name a cause and places of the tree.
struct ModelAnalyzer: AnalyzerStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.analyzer.llm", version: "0.1.0", summary: "causes that a language model supposes",
    settings: ModelSettings.schema, needs: [.files, .pack, .clock, .http, .state], canUse: [.secrets])

  private let host: StageHost
  private let client: ModelClient
  private var tools: [String: LanguageTools] = [:]

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {
    self.host = host
    client = ModelClient(ModelSettings(settings), ModelServices(host))
  }

  mutating func analyze(_ incident: Incident, _ call: StageCall) throws(StageFailure) -> [Diagnosis] {
    let tools = try tools(call.service.language)
    let project = Project(
      files: try PatchedFiles.over(host.files, call.patch), pack: tools.pack, grammar: tools.grammar)
    let known: Diagnosis
    if let best = call.diagnosis { known = best } else { known = try traced(project, tools, call) }
    if known.category == "stale-source" { return [known] }
    if let rule = known.rule {
      throw StageFailure(
        .unsupported, code: "llm.explained", place: call.service.name, message: "the rule \(rule) knows the cause")
    }
    let data = EvidencePage(project).text(of: known, language: call.service.language)
    let prompt = Prompt(task: CauseTask.words, answer: CauseTask.form, data: data)
    let answer = try client.ask(prompt, CauseTask.form, ModelCall(call, host))
    let supposed = SupposedCause(answer.value, project)
    if supposed.refused > 0 {
      host.log(
        .warning, "places that are not in the tree are left out",
        ["model": answer.model, "count": "\(supposed.refused)"])
    }
    return [supposed.diagnosis(over: known, model: answer.model)]
  }

  /// What the trace says, where no analyzer was asked before.
  private func traced(_ project: Project, _ tools: LanguageTools, _ call: StageCall) throws(StageFailure) -> Diagnosis {
    try TraceAnalysis(project, grammars: tools.traces, service: call.service).diagnosis(of: call.events)
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
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(ModelAnalyzer.self) }
