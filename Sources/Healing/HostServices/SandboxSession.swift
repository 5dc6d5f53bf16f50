/// An open copy.
public struct SandboxSession: Sendable, Hashable, Codable {
  public var session: String
  /// Hash of the tree that was copied.
  public var tree: String

  public init(session: String, tree: String) {
    self.session = session
    self.tree = tree
  }
}
