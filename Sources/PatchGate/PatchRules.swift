public import Healing
public import LanguageKit
import SyntaxTree

/// The patch gate: what a patch may not do, whatever the tests say, told by the difference of two syntax trees.
///
/// A test suite shows that a patch does what it should. It cannot show that it does nothing else, and a patch may come
/// from a plugin that nobody wrote here. So whatever newly runs code, starts processes, opens connections, writes files,
/// imports what nobody missed, hides errors, weakens assertions, or mends by leaving out, is refused before anything
/// runs. What the gate cannot read, it refuses, too. Of a language whose pack has no `gate.yaml` it knows the paths only,
/// and says so in its report.
public struct PatchRules: Sendable {
  /// Larger sources are not examined.
  static let largest = 1 << 20

  private let pack: LanguagePack
  private let grammar: Grammar
  /// Nil: the pack has none.
  private let vocabulary: GateVocabulary?
  private let protected: ProtectedPaths

  /// Reads the language's `pack.yaml` and `gate.yaml`.
  /// - Throws: `invalid` with file and key for a page that does not load; `unsupported` where the pack names no grammar.
  public init(
    language: String, from packs: any PackService, protecting protected: ProtectedPaths = ProtectedPaths()
  ) throws(StageFailure) {
    let place = try packs.grammar(PackGrammar(language: language))
    do throws(SyntaxFailure) {
      grammar = try Grammar(place)
    } catch {
      throw StageFailure(.failed, code: "pack.grammar", place: language, message: "\(error)")
    }
    let document = try packs.document(PackDocument(language: language, path: "pack.yaml"))
    do throws(PackFailure) {
      pack = try LanguagePack(document, grammar: grammar)
    } catch {
      throw error.stageFailure
    }
    let isThere = try packs.list(PackFolder(language: language, folder: ".")).contains("gate.yaml")
    vocabulary =
      isThere
      ? try GateVocabulary(packs.document(PackDocument(language: language, path: "gate.yaml")), grammar: grammar) : nil
    self.protected = protected
  }

  /// Looks at a patch.
  /// - Parameters:
  ///   - files: every file that it touches, before and after, as the host itself made them.
  ///   - diagnosis: what it is for: a missing name may be imported.
  ///   - modules: the modules that the project uses already, see ``modules(of:)``; those of the files themselves need
  ///     not be named.
  public func examine(
    _ files: [EditedFile], for diagnosis: Diagnosis, using modules: Set<String> = []
  ) -> GateReport {
    var report = GateReport()
    for file in files { examine(file, diagnosis, modules, &report) }
    return report
  }

  /// Whether the name is one of a source that ``modules(of:)`` reads.
  public func isSource(_ path: String) -> Bool { pack.isSource(path) }

  /// The first parts of the names of the modules that a source imports; none where it cannot be read.
  public func modules(of source: [UInt8]) -> Set<String> {
    guard let tree = tree(of: source), let reader else { return [] }
    return Set(reader.imports(of: tree).map(\.root).filter { !$0.isEmpty })
  }
}

extension PatchRules {
  private func examine(
    _ file: EditedFile, _ diagnosis: Diagnosis, _ modules: Set<String>, _ report: inout GateReport
  ) {
    let whole = Location(file: file.path, line: 1, score: 1)
    if let reason = reason(against: file) {
      report.places.append(whole)
      report.refusals.append(Refusal(.path, file.path, "no patch may touch this: \(reason)"))
      return
    }
    guard pack.isSource(file.path), let changed = try? ChangedLines(file) else {
      // Not a source, or no lines that could be compared: both are told as what they are to the gate.
      return report.refuse(unreadable: file.path)
    }
    report.lines += changed.added + changed.removed
    guard let vocabulary else {
      report.places.append(whole)
      report.unexamined = "the language pack \(pack.id) has no gate.yaml, so nobody looked at what the patch does"
      return
    }
    guard let before = facts(of: file.before), let after = facts(of: file.after) else {
      return report.refuse(unreadable: file.path)
    }
    let source = ChangedSource(path: file.path, before: before, after: after, changed: changed.lines)
    let imports = ImportRule(
      missingName: vocabulary.missingName, harmless: vocabulary.harmless,
      allowed: pack.modules.union(modules).union(before.imports.map(\.root)))
    report.refusals += source.syntaxRule() + source.actRule() + imports.refusals(source, diagnosis)
    report.refusals += source.handlerRule() + source.assertionRule()
    report.refusals += source.deletionRule(failing: diagnosis.failingLines(of: file.path))
    report.suppresses = report.suppresses || source.suppresses
    report.places += source.places
  }

  private func reason(against file: EditedFile) -> String? {
    if let reason = protected.reason(against: file.path) { return reason }
    if pack.isTest(file.path), file.before != nil { return "an existing test" }
    if pack.isLibrary(file.path) { return "code of a library" }
    return nil
  }

  /// Nil: too large, or it takes too long. A file that is not there has no facts.
  private func facts(of source: [UInt8]?) -> SourceFacts? {
    guard let source else { return SourceFacts() }
    return tree(of: source).flatMap { reader?.facts(of: $0) }
  }

  private var reader: FactReader? {
    vocabulary.map { FactReader(vocabulary: $0, syntax: pack.syntax, modules: pack.modules) }
  }

  private func tree(of source: [UInt8]) -> SyntaxTree? {
    guard source.count <= Self.largest else { return nil }
    do throws(SyntaxFailure) { return try SyntaxTree(SourceText(source).working, grammar: grammar) } catch {
      return nil
    }
  }
}

extension GateReport {
  fileprivate mutating func refuse(unreadable path: String) {
    places.append(Location(file: path, line: 1, score: 1))
    refusals.append(Refusal(.unreadable, path, "it cannot be examined, so it cannot be trusted"))
  }
}

extension Diagnosis {
  /// Where in a file the errors came up: the best place, and the innermost frame of the project of each exception.
  fileprivate func failingLines(of path: String) -> Set<Int> {
    let frames = exceptions.compactMap { $0.frames.first(where: \.project) }
    let places = frames.map { ($0.file, $0.line) } + locations.prefix(1).map { ($0.file, $0.line) }
    return Set(places.filter { $0.0 == path }.map(\.1))
  }
}

extension ChangedSource {
  /// The changed functions, and the first changed line of each.
  fileprivate var places: [Location] {
    var places: [Location] = []
    for line in changed.sorted() {
      let function = after.function(at: line)
      if let last = places.indices.last, places[last].symbol == function {
        places[last].endLine = line
      } else {
        places.append(Location(file: path, line: line, symbol: function, score: 1))
      }
    }
    return places.isEmpty ? [Location(file: path, line: 1, score: 1)] : places
  }
}
