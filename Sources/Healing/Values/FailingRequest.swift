/// An HTTP request that a service logged beside the trace of its failure.
public struct FailingRequest: Sendable, Hashable, Codable {
  public var method: String
  /// Path and query, as it stands in the request line.
  public var target: String
  /// Names and values in the order they were sent.
  public var headers: [[String]]
  public var body: String?

  public init(method: String, target: String, headers: [[String]] = [], body: String? = nil) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }
}
