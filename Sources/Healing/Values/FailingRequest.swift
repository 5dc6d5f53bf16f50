/// An HTTP request that a service logged beside the trace of its failure.
public struct FailingRequest: Sendable, Hashable, Codable {
  /// In capital letters: `POST`.
  public var method: String
  /// Path and query, as it stands in the request line.
  public var target: String
  /// Names and values in the order they were sent.
  public var headers: [[String]]
  /// Text; nil: none was sent or none was logged.
  public var body: String?

  /// A request; what looks like a secret in it is replaced before it is stored.
  public init(method: String, target: String, headers: [[String]] = [], body: String? = nil) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }
}
