import Healing

/// A logged request as it is sent again. What it says comes from whoever sent it first.
enum HTTPRequestBytes {
  /// About the connection or the transfer, and so another's business; or a demand for an answer nobody could read.
  private static let dropped: Set<String> = [
    "connection", "content-length", "transfer-encoding", "expect", "upgrade", "accept-encoding", "keep-alive", "te",
    "proxy-connection",
  ]

  /// - Throws: `invalid` when a part of the request would end its line.
  static func of(_ request: FailingRequest) throws(StageFailure) -> [UInt8] {
    try check(request.method, "method", allowsBlank: false)
    try check(request.target, "target", allowsBlank: false)
    if !request.target.hasPrefix("/") { throw invalid("target", "does not start with `/`") }
    var text = "\(request.method) \(request.target) HTTP/1.1\r\n"
    var hasHost = false
    for header in request.headers where header.count == 2 {
      let name = header[0].lowercased()
      try check(name, "a header's name", allowsBlank: false)
      try check(header[1], "the header \(name)", allowsBlank: true)
      if name.contains(":") || dropped.contains(name) { continue }
      hasHost = hasHost || name == "host"
      text += "\(header[0]): \(header[1])\r\n"
    }
    if !hasHost { text += "Host: localhost\r\n" }
    let body = Array((request.body ?? "").utf8)
    if !body.isEmpty || !["GET", "HEAD", "DELETE", "OPTIONS"].contains(request.method) {
      text += "Content-Length: \(body.count)\r\n"
    }
    return Array((text + "Connection: close\r\n\r\n").utf8) + body
  }

  /// A request for `path` and nothing else.
  static func get(_ path: String) -> [UInt8] {
    Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
  }

  private static func check(_ text: String, _ what: String, allowsBlank: Bool) throws(StageFailure) {
    if text.isEmpty && !allowsBlank { throw invalid(what, "is empty") }
    if text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7f || $0 == 0x20 && !allowsBlank }) {
      throw invalid(what, "holds a character that ends it")
    }
  }

  private static func invalid(_ what: String, _ why: String) -> StageFailure {
    StageFailure(
      .invalid, code: "replay.request", place: "failing request",
      message: "\(what) \(why); the service logs it in a form that cannot be sent again")
  }
}
