/// A host and a port that a service is reached at. Prints as it is written: `127.0.0.1:8080`, `[::1]:8080`.
public struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
  /// An IPv4 or IPv6 address without brackets, or a name.
  public var host: String
  /// The port; 0 lets the kernel choose one.
  public var port: Int

  /// An address.
  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// `host:port`, with brackets around an IPv6 address.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
