internal import CTreeSitter

/// One node. It keeps its tree alive.
public struct SyntaxNode: Hashable {
  /// What it is a part of.
  public let tree: SyntaxTree
  let raw: TSNode

  init(tree: SyntaxTree, raw: TSNode) {
    self.tree = tree
    self.raw = raw
  }

  /// The name that the grammar gives to this kind of node: `call`, `identifier`, `if`.
  public var kind: String { String(cString: ts_node_type(raw)) }
  /// False for keywords and punctuation.
  public var isNamed: Bool { ts_node_is_named(raw) }
  /// Inserted by the parser to go on after an error.
  public var isMissing: Bool { ts_node_is_missing(raw) }
  /// Whether there is an error in it.
  public var hasError: Bool { ts_node_has_error(raw) }
  /// The bytes that it spans.
  public var range: Range<Int> { Int(ts_node_start_byte(raw))..<Int(ts_node_end_byte(raw)) }
  /// Where it starts.
  public var start: SourcePoint { SourcePoint(ts_node_start_point(raw)) }
  /// Where it ends.
  public var end: SourcePoint { SourcePoint(ts_node_end_point(raw)) }
  /// What stands there.
  public var text: String { tree.text(range) }
  /// Its first and last line, from 1.
  public var lines: ClosedRange<Int> { (start.row + 1)...(end.row + 1) }

  /// Whether both are the same node of the same tree.
  public static func == (left: SyntaxNode, right: SyntaxNode) -> Bool {
    left.tree === right.tree && ts_node_eq(left.raw, right.raw)
  }

  /// By the identity of the node.
  public func hash(into hasher: inout Hasher) { hasher.combine(raw.id) }
}

extension SyntaxNode {
  /// The node around it.
  public var parent: SyntaxNode? { wrap(ts_node_parent(raw)) }
  /// The next named node of the same parent.
  public var nextSibling: SyntaxNode? { wrap(ts_node_next_named_sibling(raw)) }
  /// The named node before it of the same parent.
  public var previousSibling: SyntaxNode? { wrap(ts_node_prev_named_sibling(raw)) }

  /// All children, keywords and punctuation included.
  public var children: [SyntaxNode] {
    (0..<ts_node_child_count(raw)).map { SyntaxNode(tree: tree, raw: ts_node_child(raw, $0)) }
  }

  /// The named children.
  public var namedChildren: [SyntaxNode] {
    (0..<ts_node_named_child_count(raw)).map { SyntaxNode(tree: tree, raw: ts_node_named_child(raw, $0)) }
  }

  /// The child in a field of the grammar: `left`, `body`.
  public func child(field: String) -> SyntaxNode? {
    wrap(ts_node_child_by_field_name(raw, field, UInt32(field.utf8.count)))
  }

  /// The field of the parent that it stands in.
  public var field: String? {
    guard let parent else { return nil }
    for index in 0..<ts_node_child_count(parent.raw) where ts_node_eq(ts_node_child(parent.raw, index), raw) {
      return ts_node_field_name_for_child(parent.raw, index).map { String(cString: $0) }
    }
    return nil
  }

  /// The nodes around it, innermost first.
  public var ancestors: some Sequence<SyntaxNode> {
    sequence(state: self) { node in
      guard let parent = node.parent else { return nil }
      node = parent
      return parent
    }
  }

  /// It and the nodes in it, in the order of the source.
  public var descendants: some Sequence<SyntaxNode> {
    sequence(state: [self]) { stack in
      guard let node = stack.popLast() else { return nil }
      stack.append(contentsOf: node.namedChildren.reversed())
      return node
    }
  }

  private func wrap(_ node: TSNode) -> SyntaxNode? {
    ts_node_is_null(node) ? nil : SyntaxNode(tree: tree, raw: node)
  }
}

extension SourcePoint {
  init(_ point: TSPoint) { self.init(row: Int(point.row), column: Int(point.column)) }
}
