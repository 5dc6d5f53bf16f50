import LanguageKit
import SyntaxTree

/// Reads facts out of a syntax tree.
struct FactReader {
  let vocabulary: GateVocabulary
  let syntax: PackSyntax
  /// The modules that the language brings.
  let modules: Set<String>

  /// What a source imports, and nothing else of it.
  func imports(of tree: SyntaxTree) -> [SourceFacts.Import] {
    vocabulary.imports.matches(in: tree.root).compactMap(imported)
  }

  func facts(of tree: SyntaxTree) -> SourceFacts {
    var facts = SourceFacts()
    facts.imports = imports(of: tree)
    for new in facts.imports { mention(new.path, at: new.line, into: &facts) }
    let paths = Dictionary(facts.imports.map { ($0.bound, $0.path) }) { first, _ in first }
    for node in tree.root.descendants { collect(node, paths, into: &facts) }
    facts.uses = uses(in: tree, paths)
    facts.acts += facts.uses.filter(isModuleAsValue).map { .init(.code, "\($0.path) as a value", line: $0.line) }
    for (kind, query) in vocabulary.acts {
      for match in query.matches(in: tree.root) {
        if let act = match["act"] { facts.acts.append(.init(kind, words(act), line: act.lines.lowerBound)) }
      }
    }
    facts.assertions = vocabulary.assertions.matches(in: tree.root).compactMap { $0["assertion"].map(words) }
    return facts
  }

  private func collect(_ node: SyntaxNode, _ paths: [String: String], into facts: inout SourceFacts) {
    if node.kind == "ERROR" || node.isMissing { facts.errors.append(node.lines) }
    if vocabulary.names.contains(node.kind), !isPartOfName(node) { mention(node, paths, into: &facts) }
    if vocabulary.raises.contains(node.kind) { facts.raises += 1 }
    if vocabulary.handlers.contains(node.kind), let swallow = swallow(node) { facts.swallows.append(swallow) }
    if let parent = node.parent, syntax.statementParents.contains(parent.kind), !vocabulary.idle.contains(node.kind) {
      facts.statements.append(statement(node))
    }
    if syntax.functions.contains(node.kind), let name = node.child(field: "name") {
      facts.functions.append(.init(name: name.text, lines: node.lines))
    }
  }

  private func imported(_ match: SyntaxMatch) -> SourceFacts.Import? {
    guard let module = match["module"] else { return nil }
    let name = match["name"].map(words)
    let bound = match["bound"].map(words) ?? name ?? String(words(module).prefix { $0 != "." })
    return .init(words(module), name: name, bound: bound, line: module.lines.lowerBound)
  }

  /// A name means what the file imported by it; one that is not imported can only be a builtin, or the file's own.
  private func mention(_ node: SyntaxNode, _ paths: [String: String], into facts: inout SourceFacts) {
    let name = node.text.filter { !$0.isWhitespace }
    let root = String(name.prefix { $0 != "." })
    facts.names.insert(root)
    if let path = paths[root] {
      return mention(path + name.dropFirst(root.count), at: node.lines.lowerBound, into: &facts)
    }
    let found =
      vocabulary.builtins.map { ($0.key, $0.value.word(in: name)) }
      + vocabulary.mentions.map { ($0.key, $0.value.member(in: name)) }
    for case (let kind, let word?) in found { facts.acts.append(.init(kind, word, line: node.lines.lowerBound)) }
  }

  private func mention(_ path: String, at line: Int, into facts: inout SourceFacts) {
    // Modules of the language hold others of them: `os.path.os` is `os` again.
    let isOfLanguage = modules.contains(String(path.prefix { $0 != "." }))
    for (kind, names) in vocabulary.mentions {
      let word = isOfLanguage ? names.word(anywhereIn: path) : names.word(in: path)
      if let word { facts.acts.append(.init(kind, word, line: line)) }
    }
  }

  /// What is done with a module that is handed on, nobody sees: `getattr(os, name)`.
  private func isModuleAsValue(_ use: SourceFacts.Use) -> Bool {
    modules.contains(String(use.path.prefix { $0 != "." }))
      && vocabulary.mentions.values.contains { $0.hasMembers(ofLastPartOf: use.path) }
  }

  /// Names that imports brought, outside of the imports themselves.
  private func uses(in tree: SyntaxTree, _ paths: [String: String]) -> [SourceFacts.Use] {
    let imports = vocabulary.imports.matches(in: tree.root).flatMap { match in
      ["module", "name", "bound"].compactMap { match[$0]?.range }
    }
    return tree.root.descendants.compactMap { node in
      guard vocabulary.names.contains(node.kind), !isPartOfName(node) else { return nil }
      let name = node.text.filter { !$0.isWhitespace }
      let root = String(name.prefix { $0 != "." })
      guard let path = paths[root], !imports.contains(where: { $0.contains(node.range.lowerBound) }) else { return nil }
      return .init(root, path + name.dropFirst(root.count), line: node.lines.lowerBound)
    }
  }

  /// `os` in `os.system` is no name of its own.
  private func isPartOfName(_ node: SyntaxNode) -> Bool {
    guard let parent = node.parent else { return false }
    return vocabulary.names.contains(parent.kind)
  }

  private func swallow(_ handler: SyntaxNode) -> SourceFacts.Swallow? {
    guard !handler.descendants.contains(where: { vocabulary.raises.contains($0.kind) }) else { return nil }
    let block = handler.namedChildren.last { syntax.statementParents.contains($0.kind) }
    let isEmpty = block?.namedChildren.allSatisfy(isIdle) ?? true
    return .init(line: handler.lines.lowerBound, isEmpty: isEmpty)
  }

  /// An idle statement, or an expression that is nothing but one.
  private func isIdle(_ node: SyntaxNode) -> Bool {
    if vocabulary.idle.contains(node.kind) { return true }
    let children = node.namedChildren
    return children.count == 1 && children.allSatisfy { vocabulary.idle.contains($0.kind) }
  }

  /// The statement without its blocks, which are statements of their own.
  private func statement(_ node: SyntaxNode) -> SourceFacts.Statement {
    let block = node.descendants.first { syntax.statementParents.contains($0.kind) }
    let end = max(block?.range.lowerBound ?? node.range.upperBound, node.range.lowerBound)
    let first = node.lines.lowerBound
    let last = block.map { max(first, $0.lines.lowerBound - 1) } ?? node.lines.upperBound
    return .init(singleBlanks(node.tree.text(node.range.lowerBound..<end)), lines: first...last)
  }

  private func words(_ node: SyntaxNode) -> String { singleBlanks(node.text) }
}

/// Whatever blanks and line ends there are between the words.
private func singleBlanks(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
