public import Healing
public import SyntaxTree

/// All templates of a pack. What does not load is told, file by file; the others can be used meanwhile.
public struct TemplateLibrary: Sendable {
  /// The language that the templates are for.
  public let pack: LanguagePack
  /// The language's grammar.
  public let grammar: Grammar
  /// Those that loaded, in the order of their files.
  public let templates: [Template]
  /// What did not load.
  public let failures: [PackFailure]

  /// Reads `pack.yaml`, `faults/` and `templates/` of the language's pack.
  /// - Throws: where the pack itself cannot be read.
  public init(_ language: String, from service: any PackService) throws(StageFailure) {
    let grammar = try Grammar.loaded(language, from: service)
    let document = try service.document(PackDocument(language: language, path: "pack.yaml"))
    do throws(PackFailure) {
      pack = try LanguagePack(document, grammar: grammar)
    } catch {
      throw error.stageFailure
    }
    self.grammar = grammar
    var failures: [PackFailure] = []
    var shapes: [String: FaultShape] = [:]
    for (file, document) in try Self.documents("faults", language, service, &failures) {
      do throws(PackFailure) {
        let shape = try FaultShape(document, file: file, grammar: grammar)
        shapes[shape.id] = shape
      } catch {
        failures.append(error)
      }
    }
    var templates: [Template] = []
    for (file, document) in try Self.documents("templates", language, service, &failures) {
      do throws(PackFailure) {
        templates.append(try Template(document, file: file, grammar: grammar, shapes: shapes))
      } catch {
        failures.append(error)
      }
    }
    self.templates = templates
    self.failures = failures
  }

  /// The files of a folder; one that is no YAML is a failure of its own and not of the others.
  private static func documents(
    _ folder: String, _ language: String, _ service: any PackService, _ failures: inout [PackFailure]
  ) throws(StageFailure) -> [(String, JSONValue)] {
    var documents: [(String, JSONValue)] = []
    for name in try service.list(PackFolder(language: language, folder: folder)) where name.hasSuffix(".yaml") {
      let path = "\(folder)/\(name)"
      do throws(StageFailure) {
        documents.append((path, try service.document(PackDocument(language: language, path: path))))
      } catch {
        guard error.kind == .invalid else { throw error }
        failures.append(PackFailure(file: path, path: "", message: error.message))
      }
    }
    return documents
  }
}
