/// One HTTP request that the load sends again and again.
public struct LoadRequest: Sendable, Hashable {
  /// `GET`, `POST`, ...
  public var method: String
  /// Path and query.
  public var target: String
  /// Names and values; `Host`, `Connection` and those of a body are added.
  public var headers: [[String]]
  /// JSON; empty: none.
  public var body: String

  /// A request.
  public init(_ method: String = "GET", _ target: String, headers: [[String]] = [], body: String = "") {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  func bytes(host: String, keepAlive: Bool) -> [UInt8] {
    var text = "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\n"
    for header in headers where header.count == 2 { text += "\(header[0]): \(header[1])\r\n" }
    if !body.isEmpty { text += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n" }
    if !keepAlive { text += "Connection: close\r\n" }
    return Array((text + "\r\n" + body).utf8)
  }
}
