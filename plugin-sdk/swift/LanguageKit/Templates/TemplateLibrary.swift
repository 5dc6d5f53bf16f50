public import Healing
public import SyntaxTree

/// All templates of a pack. What does not load is told, file by file; the others can be used meanwhile.
public struct TemplateLibrary: Sendable {
  public let pack: LanguagePack
  public let grammar: Grammar
  public let templates: [Template]
  /// What did not load.
  public let failures: [PackFailure]

  /// Reads `pack.yaml`, `faults/` and `templates/` of the language's pack.
  /// - Throws: where the pack itself cannot be read.
  public init(_ language: String, from service: any PackService) throws(StageFailure) {
    let grammar: Grammar
    do {
      grammar = try Grammar(try service.grammar(PackGrammar(language: language)))
    } catch let failure as StageFailure {
      throw failure
    } catch {
      throw StageFailure(.failed, code: "pack.grammar", place: language, message: "\(error)")
    }
    let document = try service.document(PackDocument(language: language, path: "pack.yaml"))
    do {
      pack = try LanguagePack(document, grammar: grammar)
    } catch {
      throw error.stageFailure
    }
    self.grammar = grammar
    var failures: [PackFailure] = []
    var shapes: [String: FaultShape] = [:]
    for (file, document) in try Self.documents("faults", language, service) {
      do throws(PackFailure) {
        let shape = try FaultShape(document, file: file, grammar: grammar)
        shapes[shape.id] = shape
      } catch {
        failures.append(error)
      }
    }
    var templates: [Template] = []
    for (file, document) in try Self.documents("templates", language, service) {
      do throws(PackFailure) {
        templates.append(try Template(document, file: file, grammar: grammar, shapes: shapes))
      } catch {
        failures.append(error)
      }
    }
    self.templates = templates
    self.failures = failures
  }

  private static func documents(
    _ folder: String, _ language: String, _ service: any PackService
  ) throws(StageFailure) -> [(String, JSONValue)] {
    var documents: [(String, JSONValue)] = []
    for name in try service.list(PackFolder(language: language, folder: folder)) where name.hasSuffix(".yaml") {
      let path = "\(folder)/\(name)"
      documents.append((path, try service.document(PackDocument(language: language, path: path))))
    }
    return documents
  }
}
