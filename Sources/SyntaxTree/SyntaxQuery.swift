internal import CTreeSitter

/// A query of tree-sitter with the predicates `#eq?`, `#not-eq?`, `#match?`, `#not-match?`, `#any-of?` and
/// `#not-any-of?`.
public final class SyntaxQuery: Sendable {
  /// The names of its captures.
  public let names: [String]
  private let grammar: Grammar
  /// Immutable once it is made.
  nonisolated(unsafe) private let query: OpaquePointer
  private let predicates: [[SyntaxPredicate]]

  /// How many half-matched states one run may hold; a pathological query then loses matches instead of memory.
  private static let stateLimit: UInt32 = 4_096

  /// - Throws: ``SyntaxFailure/query(reason:offset:near:)``
  public init(_ text: String, grammar: Grammar) throws(SyntaxFailure) {
    var offset: UInt32 = 0
    var problem = TSQueryErrorNone
    guard let made = ts_query_new(grammar.language, text, UInt32(text.utf8.count), &offset, &problem) else {
      throw .query(
        reason: Self.reason(problem), offset: Int(offset),
        near: String(decoding: text.utf8.dropFirst(Int(offset)).prefix(30), as: UTF8.self))
    }
    do {
      predicates = try SyntaxPredicate.read(made)
    } catch {
      ts_query_delete(made)
      throw error
    }
    self.grammar = grammar
    query = made
    names = (0..<ts_query_capture_count(made)).map { Self.name($0, in: made) }
  }

  deinit { ts_query_delete(query) }

  /// The matches in `node`, only those that touch `range` when it is given; at most `limit`.
  public func matches(in node: SyntaxNode, touching range: Range<Int>? = nil, limit: Int = 10_000) -> [SyntaxMatch] {
    guard let cursor = ts_query_cursor_new() else { return [] }
    defer { ts_query_cursor_delete(cursor) }
    ts_query_cursor_set_match_limit(cursor, Self.stateLimit)
    if let range { ts_query_cursor_set_byte_range(cursor, UInt32(range.lowerBound), UInt32(range.upperBound)) }
    ts_query_cursor_exec(cursor, query, node.raw)
    var found: [SyntaxMatch] = []
    var match = TSQueryMatch()
    while found.count < limit, ts_query_cursor_next_match(cursor, &match) {
      let captures = UnsafeBufferPointer(start: match.captures, count: Int(match.capture_count)).map {
        (name: names[Int($0.index)], node: SyntaxNode(tree: node.tree, raw: $0.node))
      }
      let one = SyntaxMatch(pattern: Int(match.pattern_index), captures: captures)
      if predicates[one.pattern].allSatisfy({ $0.holds(for: one) }) { found.append(one) }
    }
    return found
  }

  static func name(_ id: UInt32, in query: OpaquePointer) -> String {
    var length: UInt32 = 0
    guard let text = ts_query_capture_name_for_id(query, id, &length) else { return "" }
    return String(decoding: UnsafeRawBufferPointer(start: text, count: Int(length)), as: UTF8.self)
  }

  private static func reason(_ problem: TSQueryError) -> String {
    switch problem {
    case TSQueryErrorSyntax: "syntax error"
    case TSQueryErrorNodeType: "the grammar has no such node"
    case TSQueryErrorField: "the grammar has no such field"
    case TSQueryErrorCapture: "a predicate names a capture that there is none of"
    case TSQueryErrorStructure: "a pattern that can never match"
    case TSQueryErrorLanguage: "the grammar was made for another tree-sitter"
    default: "error \(problem.rawValue)"
    }
  }
}
