/// Asks for a copy of the tree.
public struct SandboxOpen: Sendable, Hashable, Codable {
  /// Hash that the tree must have; `stale-source` when it has changed. Empty: any.
  public var base: String
  /// Asks for the tree as it is now, which must be `base` unless that is empty.
  public init(base: String = "") { self.base = base }
}
