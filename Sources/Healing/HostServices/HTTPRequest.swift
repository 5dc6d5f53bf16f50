/// One HTTP request. Redirects are not followed: their address is in the answer.
public struct HTTPRequest: Sendable, Hashable, Codable {
  /// `GET`, `POST`, ...
  public var method: String
  /// `http://` or `https://`; its host and port must be granted.
  public var url: String
  /// Pairs of name and value.
  public var headers: [[String]]
  /// Sent as it is.
  public var body: String?
  /// Milliseconds for all of it; 0: until the call's deadline. At most 10 minutes.
  public var wallMs: Int64

  /// A request to a granted address.
  public init(method: String = "GET", url: String, headers: [[String]] = [], body: String? = nil, wallMs: Int64 = 0) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.wallMs = wallMs
  }
}
