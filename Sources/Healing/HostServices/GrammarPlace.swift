/// A shared library and the function in it that returns the grammar.
public struct GrammarPlace: Sendable, Hashable, Codable {
  /// Absolute path.
  public var library: String
  /// `tree_sitter_python`
  public var symbol: String

  /// A library that is there and exports `symbol`.
  public init(library: String, symbol: String) {
    self.library = library
    self.symbol = symbol
  }
}
