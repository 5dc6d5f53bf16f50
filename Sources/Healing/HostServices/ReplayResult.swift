/// What the service answered.
public struct ReplayResult: Sendable, Hashable, Codable {
  /// The HTTP status; nil when no answer came.
  public var status: Int?
  /// The body of the answer, what is not UTF-8 replaced; nil when no answer came.
  public var body: String?
  /// Why there is no answer: `did-not-start`, `no-answer`, `unsupported`.
  public var reason: String?
  /// What the service wrote, with the trace of the failure.
  public var log: String

  /// Either `status` and `body`, or `reason`.
  public init(status: Int?, body: String?, reason: String?, log: String) {
    self.status = status
    self.body = body
    self.reason = reason
    self.log = log
  }
}
