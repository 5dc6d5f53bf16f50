public import Healing
public import SyntaxTree
public import TraceGrammar

/// What the analyzers need of a pack: the language, its grammar, how its traces look, and the rules.
public struct LanguageTools: Sendable {
  /// The language.
  public let pack: LanguagePack
  /// The language's grammar.
  public let grammar: Grammar
  /// How its stack traces look.
  public let traces: [TraceGrammar]
  /// What its exceptions mean.
  public let rules: RuleBook

  /// Reads `pack.yaml`, `traces/` and `rules/`.
  /// - Throws: `invalid`, naming file and key, for the first file that does not load.
  public init(_ language: String, from service: any PackService) throws(StageFailure) {
    grammar = try Grammar.loaded(language, from: service)
    let document = try service.document(PackDocument(language: language, path: "pack.yaml"))
    do throws(PackFailure) {
      pack = try LanguagePack(document, grammar: grammar)
    } catch {
      throw error.stageFailure
    }
    traces = try Self.traces(of: language, from: service)
    rules = try RuleBook(pack, from: service)
    if let failure = rules.failures.first { throw failure.stageFailure }
  }

  /// How the stack traces of a language look: the pack's `traces/`, and those of the pack that it names.
  /// - Throws: `invalid`, naming file and key, for the first file that does not load.
  public static func traces(
    of language: String, from service: any PackService
  ) throws(StageFailure) -> [TraceGrammar] {
    var traces: [TraceGrammar] = []
    // Languages of one runtime share its traces: `traces: java` in `pack.yaml`.
    let named = try service.document(PackDocument(language: language, path: "pack.yaml"))["traces"]
    if let other = named?.text, other != language { traces = try self.traces(of: other, from: service) }
    for name in try service.list(PackFolder(language: language, folder: "traces")) where name.hasSuffix(".yaml") {
      let path = "traces/\(name)"
      let document = try service.document(PackDocument(language: language, path: path))
      do throws(GrammarFailure) {
        traces.append(try TraceGrammar(document, place: path))
      } catch {
        throw StageFailure(.invalid, code: "pack.invalid", place: error.place, message: error.message)
      }
    }
    return traces
  }
}

extension Grammar {
  /// The grammar of a language's pack.
  static func loaded(_ language: String, from service: any PackService) throws(StageFailure) -> Grammar {
    let place = try service.grammar(PackGrammar(language: language))
    do throws(SyntaxFailure) {
      return try Grammar(place)
    } catch {
      throw StageFailure(.failed, code: "pack.grammar", place: language, message: "\(error)")
    }
  }
}
