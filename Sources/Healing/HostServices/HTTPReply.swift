/// What a server has answered, whatever its status is.
public struct HTTPReply: Sendable, Hashable, Codable {
  /// Of the HTTP answer.
  public var status: Int
  /// Pairs of name in lower case and value, in their order.
  public var headers: [[String]]
  /// The body, when it is UTF-8.
  public var text: String?
  /// The body, when it is not.
  public var base64: String?

  /// Give one of `text` and `base64`.
  public init(status: Int, headers: [[String]], text: String?, base64: String?) {
    self.status = status
    self.headers = headers
    self.text = text
    self.base64 = base64
  }
}
