/// Ends a session.
public struct SandboxClose: Sendable, Hashable, Codable {
  /// As ``SandboxSession`` gave it; one that is not open is no error.
  public var session: String
  /// Ends the session of this name.
  public init(session: String) { self.session = session }
}
