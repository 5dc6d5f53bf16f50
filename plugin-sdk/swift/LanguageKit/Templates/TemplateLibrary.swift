public import Healing
internal import Synchronization
public import SyntaxTree

/// All templates of a pack. Each is made ready when it is first asked for. What does not load is told, file by file; the
/// others can be used meanwhile.
public final class TemplateLibrary: Sendable {
  /// The language that the templates are for.
  public let pack: LanguagePack
  /// The language's grammar.
  public let grammar: Grammar
  private let shapes: [String: FaultShape]
  private let sources: [TemplateSource]
  /// What does not load even before a query is compiled.
  private let unreadable: [PackFailure]
  private let ready = Mutex<[String: Result<Template, PackFailure>]>([:])

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
    self.shapes = shapes
    sources = try Self.documents("templates", language, service, &failures).map { file, document in
      TemplateSource(document, file: file, shapes: shapes)
    }
    unreadable = failures
  }

  /// Those that load, in the order of their files; all are made ready.
  public var templates: [Template] { sources.compactMap { template($0).template } }

  /// All that does not load; every template is made ready for that.
  public var failures: [PackFailure] { unreadable + sources.compactMap { template($0).failure } }

  /// One template, or why it does not load; nil where no file has its name. No other is made ready.
  public func template(named id: String) -> Result<Template, PackFailure>? {
    sources.first { $0.file == "templates/\(id).yaml" }.map(template)
  }

  /// The templates that may know one of these exceptions, and what of them does not load.
  public func templates(
    for exceptions: [ThrownException]
  ) -> (templates: [Template], failures: [PackFailure]) {
    let made = sources.filter { $0.knows(exceptions) }.map(template)
    return (made.compactMap(\.template), unreadable + made.compactMap(\.failure))
  }

  private func template(_ source: TemplateSource) -> Result<Template, PackFailure> {
    if let known = ready.withLock({ $0[source.file] }) { return known }
    // Two threads may make the same one: both are alike.
    let made = Result { () throws(PackFailure) in try source.ready(pack, grammar, shapes) }
    ready.withLock { $0[source.file] = made }
    return made
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

extension Result<Template, PackFailure> {
  fileprivate var template: Template? { if case .success(let template) = self { template } else { nil } }
  fileprivate var failure: PackFailure? { if case .failure(let failure) = self { failure } else { nil } }
}
