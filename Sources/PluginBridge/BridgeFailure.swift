/// A rule of the contract that the other side broke.
public struct BridgeFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}
