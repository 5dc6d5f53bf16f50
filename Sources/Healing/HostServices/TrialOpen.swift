/// Asks for a warm copy of the service's tree to try patches in.
public struct TrialOpen: Sendable, Hashable, Codable {
  /// Hash that the tree must have; empty: any.
  public var base: String

  /// The tree as it is now, which must be `base` unless that is empty.
  public init(base: String = "") {
    self.base = base
  }
}
