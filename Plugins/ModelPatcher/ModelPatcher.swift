public import CHomeostasisPlugin
import Healing
import HomeostasisSDK
import LanguageKit
import LanguageModels

/// Asks language models for patches. What they say is data: it becomes an exact change of the service's own sources, or
/// it is refused; the patch gate and the tests judge it as any other.
struct ModelPatcher: PatcherStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.llm", version: "0.1.0", summary: "patches that a language model proposes",
    settings: ModelSettings.schema, needs: [.files, .pack, .clock, .http, .state], canUse: [.secrets])

  private let host: StageHost
  private let settings: ModelSettings
  private let client: ModelClient
  private var tools: [String: LanguageTools] = [:]

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {
    self.host = host
    self.settings = ModelSettings(settings)
    client = ModelClient(self.settings, ModelServices(host))
  }

  mutating func propose(_ diagnosis: Diagnosis, _ call: StageCall) throws(StageFailure) -> [Patch] {
    guard diagnosis.category != "stale-source" else {
      throw StageFailure(
        .unsupported, code: "diagnosis.stale-source", place: call.service.name, message: diagnosis.cause)
    }
    let tools = try tools(call.service.language)
    let files = try PatchedFiles.over(host.files, call.patch)
    let project = Project(files: files, pack: tools.pack, grammar: tools.grammar)
    let data = EvidencePage(project).text(of: diagnosis, language: call.service.language)
    let prompt = Prompt(task: PatchTask.words(candidates: settings.candidates), answer: PatchTask.form, data: data)
    let answer = try client.ask(prompt, PatchTask.form, ModelCall(call, host))
    var candidates = candidates(of: answer, PatchMaker(project: project, lines: settings.lines))
    if let files = files as? PatchedFiles, let first = call.patch {
      candidates = candidates.compactMap { files.joined($0, to: first) }
    }
    host.log(.info, "candidates proposed", ["count": "\(candidates.count)", "service": call.service.name])
    return candidates.map { $0.patch(for: diagnosis, base: call.service.tree) }
  }

  /// What of an answer can be made a change, best first, each change once.
  private func candidates(of answer: ModelAnswer, _ maker: PatchMaker) -> [Candidate] {
    var seen: Set<[EditedFile]> = []
    var candidates: [Candidate] = []
    for proposal in ProposedPatch.all(in: answer.value).prefix(settings.candidates) {
      do throws(EditRefusal) {
        let candidate = try maker.candidate(of: proposal, model: answer.model)
        if seen.insert(candidate.files).inserted { candidates.append(candidate) }
      } catch {
        host.log(
          .warning, "a proposed patch is refused",
          ["model": answer.model, "file": proposal.file.line(of: 200), "reason": error.reason])
      }
    }
    let ordered = candidates.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
    return ordered.map(\.element)
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
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(ModelPatcher.self) }
