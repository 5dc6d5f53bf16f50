/// A rule of the contract that the other side broke.
public struct BridgeFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The rule, the numbers, and where: column, row, schema.
  public let description: String
  /// Words for the author of the plugin.
  public init(_ description: String) { self.description = description }
}
