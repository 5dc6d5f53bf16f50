/// `homeostasis.http/1`: requests to addresses that the configuration names.
public protocol HTTPService: Sendable {
  /// Sends one request and waits for the whole answer, at most 16 MiB. A status is an answer; a failure means that there was
  /// none.
  func request(_ request: HTTPRequest) throws(StageFailure) -> HTTPReply
}
