/// Asks for the names of keys.
public struct StateKeys: Sendable, Hashable, Codable {
  /// What they begin with; empty: all.
  public var prefix: String

  /// All keys, or those with a prefix.
  public init(prefix: String = "") {
    self.prefix = prefix
  }
}
