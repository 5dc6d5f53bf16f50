/// One place where a query matches.
public struct SyntaxMatch {
  /// Which of the query's patterns, from 0.
  public let pattern: Int
  /// What was captured, in the order of the source. A name may stand several times.
  public let captures: [(name: String, node: SyntaxNode)]

  /// The first node with this name.
  public subscript(name: String) -> SyntaxNode? { captures.first { $0.name == name }?.node }

  /// All nodes with this name.
  public func all(_ name: String) -> [SyntaxNode] { captures.filter { $0.name == name }.map(\.node) }
}
