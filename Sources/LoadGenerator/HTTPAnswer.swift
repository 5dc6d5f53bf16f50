/// An HTTP/1 answer while it comes in.
struct HTTPAnswer {
  private var head: [UInt8] = []
  private var bodyLeft: Int?
  private var untilClose = false
  private var tail: [UInt8] = []
  private var chunked = false
  private(set) var status = 0
  private(set) var keepsConnection = true
  private(set) var isMalformed = false

  var isEmpty: Bool { head.isEmpty }
  private var headIsRead: Bool { status != 0 }

  /// Takes the next bytes; true when the answer is whole.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> Bool {
    if headIsRead { return takeBody(bytes) }
    head += bytes
    guard let end = Self.endOfHead(head) else {
      isMalformed = head.count > 1 << 16
      return false
    }
    let body = head[end...]
    readHead(String(decoding: head[..<end], as: UTF8.self))
    return !isMalformed && takeBody(body)
  }

  /// The connection has ended; true when that makes the answer whole.
  func end() -> Bool { untilClose }

  private mutating func takeBody(_ bytes: ArraySlice<UInt8>) -> Bool {
    if chunked {
      tail = Array((tail + bytes).suffix(5))
      return tail.elementsEqual("0\r\n\r\n".utf8)
    }
    guard let left = bodyLeft else { return false }
    bodyLeft = left - bytes.count
    isMalformed = left < bytes.count
    return left == bytes.count
  }

  private mutating func readHead(_ text: String) {
    let lines = text.split(separator: "\r\n")
    let first = lines.first?.split(separator: " ") ?? []
    guard first.count >= 2, first[0].hasPrefix("HTTP/1."), let status = Int(first[1]), status >= 100 else {
      return isMalformed = true
    }
    self.status = status
    keepsConnection = first[0] == "HTTP/1.1"
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return isMalformed = true }
      let value = line[line.index(after: colon)...].drop { $0 == " " }.lowercased()
      switch line[..<colon].lowercased() {
      case "content-length": bodyLeft = Int(value)
      case "transfer-encoding": chunked = value == "chunked"
      case "connection": keepsConnection = value != "close"
      default: break
      }
    }
    if status == 204 || status == 304 { bodyLeft = 0 }
    untilClose = bodyLeft == nil && !chunked
  }

  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (3..<bytes.count).first {
      bytes[$0] == 10 && bytes[$0 - 1] == 13 && bytes[$0 - 2] == 10 && bytes[$0 - 3] == 13
    }.map { $0 + 1 }
  }
}
