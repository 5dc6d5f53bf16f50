/// A host and port that HTTP requests may go to.
public struct GrantedAddress: Sendable, Hashable {
  /// A name, or an address without brackets.
  public var host: String
  /// From 1.
  public var port: Int
  /// Whether the plugin's own process may open TCP sockets to this port, too. The kernel checks the port alone.
  public var opensSockets: Bool

  /// Through the host only, unless something else is said.
  public init(host: String, port: Int, opensSockets: Bool = false) {
    self.host = host
    self.port = port
    self.opensSockets = opensSockets
  }
}
