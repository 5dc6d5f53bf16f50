public import Healing
public import Patterns
public import SyntaxTree

/// A language as data: `pack.yaml` of its folder.
public struct LanguagePack: Sendable {
  /// The name of the pack's folder.
  public let id: String
  /// With the dot: `.py`.
  public let extensions: [String]
  /// What the kinds of the grammar's nodes mean.
  public let syntax: PackSyntax
  /// The types that values are told apart by.
  public let types: [PackType]
  /// Names that are visible everywhere.
  public let builtins: Set<String>
  /// The modules that come with the language.
  public let modules: Set<String>
  /// Well-known names and the line that imports each.
  public let imports: [String: [String]]
  /// For an operator or a name, those that are taken for it by mistake, most often first.
  public let siblings: [String: [String]]
  /// Words that often stand for a value that is not there, in lower case.
  public let neutral: Set<String>
  /// Paths of code that is not the service's own.
  public let libraryPaths: [Pattern]
  /// Paths of tests: read, and never changed.
  public let testPaths: [Pattern]
  /// Folders in which the paths of traces begin: `src/main/java`; `**` is every folder with sources.
  public let sourceRoots: [String]
  /// Queries by their names.
  let queries: [String: SyntaxQuery]
  /// Uses that tell the type of `@value`.
  let uses: [(type: String, query: SyntaxQuery)]
  /// Forms that tell the type of `@value` itself.
  let values: [(type: String, query: SyntaxQuery)]

  /// The queries that code asks for, with the captures that it reads.
  static let needed: [String: [String]] = [
    "bindings": ["name"], "parameters": ["name"], "functions": ["function", "name"], "classes": ["class", "name"],
    "attributes": ["name"], "keys": ["key"], "calls": ["call", "callee"], "returns": ["return"],
    "imports": ["import"], "expectations": ["call"], "assignments": ["left", "right"], "loop_targets": ["name"],
    "defaults": ["key", "default"], "pairs": ["key", "value"], "members": ["value", "member"],
  ]

  /// - Parameter file: the name for messages.
  public init(_ document: JSONValue, file: String = "pack.yaml", grammar: Grammar) throws(PackFailure) {
    let root = PackValue(document, file: file)
    try root.allow([
      "id", "name", "extensions", "grammar", "syntax", "types", "builtins", "modules", "imports", "library_paths",
      "test_paths", "queries", "siblings", "neutral", "uses", "values", "source_roots", "extends", "traces",
    ])
    id = try root.member("id").text()
    extensions = try root.member("extensions").texts()
    syntax = try PackSyntax(try root.member("syntax"))
    builtins = Set(try root.optional("builtins")?.texts() ?? [])
    neutral = Set(try root.optional("neutral")?.texts() ?? [])
    modules = Set(try root.optional("modules")?.texts() ?? [])
    libraryPaths = try root.member("library_paths").patterns()
    testPaths = try root.member("test_paths").patterns()
    sourceRoots = try root.optional("source_roots")?.texts() ?? []
    var types: [PackType] = []
    for (name, value) in try root.optional("types")?.members() ?? [] { types.append(try PackType(name: name, value)) }
    self.types = types
    var imports: [String: [String]] = [:]
    for (name, value) in try root.optional("imports")?.members() ?? [] { imports[name] = try value.texts() }
    self.imports = imports
    var siblings: [String: [String]] = [:]
    for (name, value) in try root.optional("siblings")?.members() ?? [] { siblings[name] = try value.texts() }
    self.siblings = siblings
    queries = try Self.queries(try root.member("queries"), grammar)
    uses = try Self.typed(root.optional("uses"), types, grammar)
    values = try Self.typed(root.optional("values"), types, grammar)
  }

  private static func typed(
    _ value: PackValue?, _ types: [PackType], _ grammar: Grammar
  ) throws(PackFailure) -> [(type: String, query: SyntaxQuery)] {
    var typed: [(String, SyntaxQuery)] = []
    for (type, value) in try value?.members() ?? [] {
      guard types.contains(where: { $0.name == type }) else { throw value.fail("there is no type `\(type)`") }
      for item in value.items() { typed.append((type, try item.query(grammar, captures: ["value"]))) }
    }
    return typed
  }

  private static func queries(_ value: PackValue, _ grammar: Grammar) throws(PackFailure) -> [String: SyntaxQuery] {
    try value.allow(Set(needed.keys))
    var queries: [String: SyntaxQuery] = [:]
    for (name, captures) in needed.sorted(by: { $0.key < $1.key }) {
      queries[name] = try value.member(name).query(grammar, captures: captures)
    }
    return queries
  }

  /// Whether a path, relative or as a runtime wrote it, is code of a library.
  public func isLibrary(_ path: String) -> Bool { libraryPaths.contains { $0.matches(path) } }

  /// Whether a path is a test's.
  public func isTest(_ path: String) -> Bool { testPaths.contains { $0.matches(path) } }

  /// Whether the name is one of a source of this language.
  public func isSource(_ path: String) -> Bool { extensions.contains { path.hasSuffix($0) } }

  func type(_ name: String) -> PackType? { types.first { $0.name == name } }
}

extension PackValue {
  /// The query, which must have all of `captures`.
  func query(_ grammar: Grammar, captures: [String] = []) throws(PackFailure) -> SyntaxQuery {
    let text = try text()
    let query: SyntaxQuery
    do {
      query = try SyntaxQuery(text, grammar: grammar)
    } catch {
      throw fail("\(error)")
    }
    if let missing = captures.first(where: { !query.names.contains($0) }) {
      throw fail("`@\(missing)` is not captured")
    }
    return query
  }
}
