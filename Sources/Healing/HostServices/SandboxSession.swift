/// An open copy.
public struct SandboxSession: Sendable, Hashable, Codable {
  /// Names the copy in the other requests; chosen by the host.
  public var session: String
  /// Hash of the tree that was copied.
  public var tree: String

  /// A copy that is open until it is closed.
  public init(session: String, tree: String) {
    self.session = session
    self.tree = tree
  }
}
