/// Why a grammar, a query or a source could not be used.
public enum SyntaxFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The library of the grammar cannot be loaded.
  case library(path: String, reason: String)
  /// The library has no such grammar.
  case symbol(path: String, symbol: String)
  /// The grammar was made for another tree-sitter.
  case version(symbol: String, found: Int, supported: ClosedRange<Int>)
  /// A source above 4 GiB.
  case tooLong(bytes: Int)
  /// Parsing took longer than allowed.
  case timeout(Duration)
  /// A query that the grammar does not take: what is wrong, and at which character.
  case query(reason: String, offset: Int, near: String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .library(let path, let reason):
      "the grammar library \(path) cannot be loaded: \(reason)"
    case .symbol(let path, let symbol):
      "the grammar library \(path) has no function \(symbol); name another one in the pack's grammar"
    case .version(let symbol, let found, let supported):
      "\(symbol) has ABI \(found), supported are \(supported.lowerBound) to \(supported.upperBound)"
    case .tooLong(let bytes):
      "a source of \(bytes) bytes is too long to parse"
    case .timeout(let limit):
      "parsing took longer than \(limit)"
    case .query(let reason, let offset, let near):
      "\(reason) at character \(offset) of the query, near `\(near)`"
    }
  }
}
