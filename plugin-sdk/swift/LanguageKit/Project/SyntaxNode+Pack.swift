internal import SyntaxTree

extension SyntaxNode {
  /// It, or the node around it, that stands in a block.
  func statement(_ syntax: PackSyntax) -> SyntaxNode? {
    var node = self
    while let parent = node.parent {
      if syntax.statementParents.contains(parent.kind) { return node }
      node = parent
    }
    return nil
  }

  /// The nearest node around it, or itself, of one of these kinds.
  func enclosing(_ kinds: Set<String>) -> SyntaxNode? {
    kinds.contains(kind) ? self : ancestors.first { kinds.contains($0.kind) }
  }

  /// The nearest node of these kinds around it, before a function ends.
  func enclosing(_ kinds: Set<String>, within functions: Set<String>) -> SyntaxNode? {
    for node in ancestors {
      if kinds.contains(node.kind) { return node }
      if functions.contains(node.kind) { return nil }
    }
    return nil
  }

  /// Whether reading it twice gives the same and does nothing.
  func isSteady(_ syntax: PackSyntax) -> Bool {
    descendants.allSatisfy { syntax.steady.contains($0.kind) || syntax.steadyCalls?.contains($0) ?? false }
  }

  /// The name that the expression starts with: `a` of `a.b[0]`.
  var rootName: String {
    var node = self
    while let first = node.namedChildren.first, node.kind != "string" { node = first }
    return node.text
  }

  /// Whether the node spans a line from `lines`.
  func touches(_ lines: ClosedRange<Int>) -> Bool { self.lines.overlaps(lines) }

  func contains(_ other: SyntaxNode) -> Bool {
    tree === other.tree && range.lowerBound <= other.range.lowerBound && other.range.upperBound <= range.upperBound
  }
}
