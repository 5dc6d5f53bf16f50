public import Healing
public import LanguageKit
import SyntaxTree

/// The patch gate: what a patch may not do, whatever the tests say, told by the difference of two syntax trees.
///
/// A test suite shows that a patch does what it should. It cannot show that it does nothing else, and a patch may come
/// from a plugin that nobody wrote here. So whatever newly runs code, starts processes, opens connections, writes files,
/// imports what nobody missed, hides errors, weakens assertions, or mends by leaving out, is refused before anything
/// runs. What the gate cannot read, it refuses, too.
public struct PatchRules: Sendable {
  /// Larger sources are not examined.
  static let largest = 1 << 20

  private let pack: LanguagePack
  private let grammar: Grammar
  private let vocabulary: GateVocabulary
  private let protected: ProtectedPaths

  /// Reads the language's `pack.yaml` and `gate.yaml`.
  /// - Throws: `invalid` with file and key; `unsupported` where the pack names no grammar.
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
    vocabulary = try GateVocabulary(
      try packs.document(PackDocument(language: language, path: "gate.yaml")), grammar: grammar)
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
    var report = GateReport(refusals: [], suppresses: false, places: [], lines: 0)
    for file in files { examine(file, diagnosis, modules, &report) }
    return report
  }

  /// The first parts of the names of the modules that a source imports; none where it cannot be read.
  public func modules(of source: [UInt8]) -> Set<String> {
    guard let facts = facts(of: source) else { return [] }
    return Set(facts.imports.map { String($0.module.prefix { $0 != "." }) }.filter { !$0.isEmpty })
  }
}

extension PatchRules {
  private func examine(
    _ file: EditedFile, _ diagnosis: Diagnosis, _ modules: Set<String>, _ report: inout GateReport
  ) {
    if let reason = reason(against: file) {
      report.places.append(Location(file: file.path, line: 1, score: 1))
      report.refusals.append(Refusal(.path, file.path, "no patch may touch this: \(reason)"))
      return
    }
    guard let source = changedSource(file, &report) else {
      report.places.append(Location(file: file.path, line: 1, score: 1))
      report.refusals.append(Refusal(.unreadable, file.path, "it cannot be examined, so it cannot be trusted"))
      return
    }
    let used = Set(source.before.imports.map { String($0.module.prefix { $0 != "." }) })
    let imports = ImportRule(missingName: vocabulary.missingName, allowed: pack.modules.union(modules).union(used))
    report.refusals += source.syntaxRule() + source.actRule() + imports.refusals(source, diagnosis)
    report.refusals += source.handlerRule() + source.assertionRule() + source.deletionRule()
    report.suppresses = report.suppresses || source.suppresses
    report.places += source.places
  }

  private func reason(against file: EditedFile) -> String? {
    if let reason = protected.reason(against: file.path) { return reason }
    if pack.isTest(file.path), file.before != nil { return "an existing test" }
    if pack.isLibrary(file.path) { return "code of a library" }
    return nil
  }

  private func changedSource(_ file: EditedFile, _ report: inout GateReport) -> ChangedSource? {
    guard pack.isSource(file.path), let before = facts(of: file.before), let after = facts(of: file.after) else {
      return nil
    }
    do throws(DiffFailure) {
      let changed = try ChangedLines(file)
      report.lines += changed.added + changed.removed
      return ChangedSource(path: file.path, before: before, after: after, changed: changed.lines)
    } catch {
      return nil
    }
  }

  /// Nil: too large, or it takes too long. A file that is not there has no facts.
  private func facts(of source: [UInt8]?) -> SourceFacts? {
    guard let source else { return SourceFacts() }
    guard source.count <= Self.largest else { return nil }
    do throws(SyntaxFailure) {
      let tree = try SyntaxTree(SourceText(source).working, grammar: grammar)
      return FactReader(vocabulary: vocabulary, syntax: pack.syntax).facts(of: tree)
    } catch {
      return nil
    }
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
