internal import CTreeSitter
internal import Healing

/// The tree of one source. Nodes keep it alive. Not for use by two threads at once: parse again there.
public final class SyntaxTree {
  /// The bytes that were parsed.
  public let source: [UInt8]
  /// The grammar that it was made with.
  public let grammar: Grammar
  let tree: OpaquePointer

  /// Parses `source`, which is taken as UTF-8; bytes that are not are taken as errors of the language and kept.
  /// - Throws: ``SyntaxFailure/timeout(_:)`` and ``SyntaxFailure/tooLong(bytes:)``. A source with syntax errors has a
  ///   tree, in which ``hasError`` is true.
  public init(_ source: [UInt8], grammar: Grammar, limit: Duration = .seconds(2)) throws(SyntaxFailure) {
    guard let length = UInt32(exactly: source.count) else { throw .tooLong(bytes: source.count) }
    let parser = ts_parser_new()
    defer { ts_parser_delete(parser) }
    guard ts_parser_set_language(parser, grammar.language) else {
      throw .symbol(path: grammar.place.library, symbol: grammar.place.symbol)
    }
    ts_parser_set_timeout_micros(parser, UInt64(max(1, limit / .microseconds(1))))
    let parsed = source.withUnsafeBytes { bytes in
      ts_parser_parse_string(parser, nil, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), length)
    }
    guard let parsed else { throw .timeout(limit) }
    self.source = source
    self.grammar = grammar
    tree = parsed
  }

  deinit { ts_tree_delete(tree) }

  /// The node that spans everything.
  public var root: SyntaxNode { SyntaxNode(tree: self, raw: ts_tree_root_node(tree)) }

  /// Whether some part of the source does not fit the grammar.
  public var hasError: Bool { root.hasError }

  /// The smallest named node that spans `range`.
  public func node(spanning range: Range<Int>) -> SyntaxNode {
    let end = min(range.upperBound, source.count)
    let start = min(range.lowerBound, end)
    return SyntaxNode(
      tree: self, raw: ts_node_named_descendant_for_byte_range(root.raw, UInt32(start), UInt32(end)))
  }

  /// The text of a range of bytes; bytes that are not UTF-8 become U+FFFD.
  public func text(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }
}
