/// Asks for a copy of the tree.
public struct SandboxOpen: Sendable, Hashable, Codable {
  /// Hash that the tree must have; `stale-source` when it has changed. Empty: any.
  public var base: String
  public init(base: String = "") { self.base = base }
}
