/// Ends a session.
public struct SandboxClose: Sendable, Hashable, Codable {
  public var session: String
  public init(session: String) { self.session = session }
}
