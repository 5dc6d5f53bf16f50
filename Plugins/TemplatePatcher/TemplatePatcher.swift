public import CHomeostasisPlugin
import Healing
import HomeostasisSDK
import LanguageKit

/// Proposes patches from the template files of the service's language pack.
struct TemplatePatcher: PatcherStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.template", version: "0.1.0", summary: "patches from the templates of the language pack",
    settings: """
      {
        "type": "object", "additionalProperties": false,
        "properties": {
          "candidates": {
            "type": "integer", "minimum": 1, "maximum": 1000, "default": 50,
            "description": "The most candidates for one diagnosis; a pipeline tries the first 25"
          },
          "compile": {
            "enum": ["at-start", "on-demand"], "default": "at-start",
            "description": "When queries are compiled: a service that fails need not wait then; one heal needs few of them"
          }
        }
      }
      """,
    needs: [.files, .pack], capabilities: [.pure])

  private let host: StageHost
  private let limit: Int
  private let compilesAtStart: Bool
  private var libraries: [String: TemplateLibrary] = [:]

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {
    self.host = host
    limit = settings["candidates"]?.integer.map { Int($0) } ?? 50
    compilesAtStart = settings["compile"]?.text != "on-demand"
  }

  mutating func start(_ call: StageCall) throws(StageFailure) {
    let library = try library(call.service.language)
    if compilesAtStart { tell(library.failures) }
  }

  mutating func propose(_ diagnosis: Diagnosis, _ call: StageCall) throws(StageFailure) -> [Patch] {
    guard diagnosis.category != "stale-source" else {
      throw StageFailure(
        .unsupported, code: "diagnosis.stale-source", place: call.service.name, message: diagnosis.cause)
    }
    let library = try library(call.service.language)
    tell(library.templates(for: diagnosis.exceptions).failures)
    let files = try PatchedFiles.over(host.files, call.patch)
    let project = Project(files: files, pack: library.pack, grammar: library.grammar)
    var candidates = Proposer(library, project).candidates(for: diagnosis, limit: limit)
    if let files = files as? PatchedFiles, let first = call.patch {
      candidates = candidates.compactMap { files.joined($0, to: first) }
    }
    host.log(.info, "candidates proposed", ["count": "\(candidates.count)", "service": call.service.name])
    return candidates.map { $0.patch(for: diagnosis, base: call.service.tree) }
  }

  /// One that does not load is told loudly, and the others are used.
  private func tell(_ failures: [PackFailure]) {
    for failure in failures { host.log(.error, "a template does not load", ["reason": "\(failure)"]) }
  }

  /// The templates of a language, read once.
  private mutating func library(_ language: String) throws(StageFailure) -> TemplateLibrary {
    if let known = libraries[language] { return known }
    let library = try TemplateLibrary(language, from: host.pack)
    libraries[language] = library
    return library
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(TemplatePatcher.self) }
