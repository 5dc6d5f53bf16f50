import Healing
import SyntaxTree

/// What the gate looks for in one language: `gate.yaml` of its pack.
struct GateVocabulary: Sendable {
  /// Kinds of nodes that are names.
  let names: Set<String>
  let mentions: [ActKind: MentionedNames]
  /// Names that need no import.
  let builtins: [ActKind: MentionedNames]
  let acts: [ActKind: SyntaxQuery]
  let imports: SyntaxQuery
  /// Exceptions that say that a name is missing.
  let missingName: Set<String>
  /// What a patch may use of a module that nobody missed.
  let harmless: Set<String>
  let handlers: Set<String>
  let raises: Set<String>
  let idle: Set<String>
  let assertions: SyntaxQuery

  init(_ document: JSONValue, grammar: Grammar) throws(StageFailure) {
    let page = GatePage(document, grammar: grammar)
    names = try page.words("names")
    mentions = try page.kinds("mentions") { value, path throws(StageFailure) in
      MentionedNames(try page.words(value, path))
    }
    builtins = try page.kinds("builtins") { value, path throws(StageFailure) in
      MentionedNames(try page.words(value, path))
    }
    acts = try page.kinds("acts") { value, path throws(StageFailure) in
      try page.query(value, path, capturing: ["act"])
    }
    imports = try page.query("imports", capturing: ["module"])
    missingName = try page.words("missing_name")
    harmless = try page.words("harmless")
    handlers = try page.words("handlers")
    raises = try page.words("raises")
    idle = try page.words("idle")
    assertions = try page.query("assertions", capturing: ["assertion"])
  }
}
