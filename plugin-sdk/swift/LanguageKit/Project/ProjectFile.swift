public import SyntaxTree

/// One source file of the project, parsed.
public final class ProjectFile {
  /// Relative to the root.
  public let path: String
  /// What stands in it.
  public let text: SourceText
  /// Its tree, made from `text.working`.
  public let tree: SyntaxTree
  /// Whether it is a test's: read for what it expects, never changed.
  public let isTest: Bool
  private let pack: LanguagePack
  private var found: [String: [SyntaxMatch]] = [:]
  private var used: [ObjectIdentifier: [SyntaxMatch]] = [:]

  init(path: String, text: SourceText, tree: SyntaxTree, pack: LanguagePack) {
    self.path = path
    self.text = text
    self.tree = tree
    isTest = pack.isTest(path)
    self.pack = pack
  }

  /// What a query of the pack finds in the whole file.
  func matches(_ query: String) -> [SyntaxMatch] {
    if let known = found[query] { return known }
    let matches = pack.queries[query]?.matches(in: tree.root) ?? []
    found[query] = matches
    return matches
  }

  /// What any query finds in the whole file.
  func uses(_ query: SyntaxQuery) -> [SyntaxMatch] {
    if let known = used[ObjectIdentifier(query)] { return known }
    let matches = query.matches(in: tree.root)
    used[ObjectIdentifier(query)] = matches
    return matches
  }

  /// What deeper code is moved in by: the smallest step from a statement to the block in it.
  var indentation: String {
    var previous = ""
    for line in 1...max(1, text.lineCount) {
      guard let content = text.line(line), content.contains(where: { !$0.isWhitespace }) else { continue }
      let white = String(content.prefix { $0 == " " || $0 == "\t" })
      if white.count > previous.count, white.hasPrefix(previous), previous.isEmpty {
        return white
      }
      previous = white
    }
    return "    "
  }
}
