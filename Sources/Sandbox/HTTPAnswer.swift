/// An answer of HTTP/1.1, read from bytes as they come in.
struct HTTPAnswer: Equatable {
  let status: Int
  let body: [UInt8]

  /// Nil as long as more must come. At the end of the stream what is there is all.
  init?(_ bytes: [UInt8], ended: Bool, head: Bool) {
    var rest = bytes[...]
    while true {
      guard let blank = Self.headerEnd(rest) else { return nil }
      let lines = String(decoding: rest[..<blank], as: UTF8.self).split(
        separator: "\r\n", omittingEmptySubsequences: true)
      let first = lines.first?.split(separator: " ") ?? []
      guard first.count >= 2, first[0].hasPrefix("HTTP/1."), let status = Int(first[1]), (100...599).contains(status)
      else { return nil }
      rest = rest[(blank + 4)...]
      if status < 200 { continue }  // The real one follows.
      let headers = lines.dropFirst().map { $0.lowercased() }
      guard let body = Self.body(rest, status, headers, ended: ended, head: head) else { return nil }
      self.status = status
      self.body = body
      return
    }
  }

  private static func headerEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (bytes.startIndex...bytes.endIndex - 4).first {
      bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
    }
  }

  private static func body(
    _ bytes: ArraySlice<UInt8>, _ status: Int, _ headers: [String], ended: Bool, head: Bool
  ) -> [UInt8]? {
    if head || status == 204 || status == 304 { return [] }
    if headers.contains(where: { $0.hasPrefix("transfer-encoding:") && $0.contains("chunked") }) {
      return chunks(bytes, ended: ended)
    }
    let length = headers.first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).filter { !$0.isWhitespace }) }
    if let length, length >= 0 {
      return bytes.count >= length || ended ? Array(bytes.prefix(length)) : nil
    }
    return ended ? Array(bytes) : nil
  }

  private static func chunks(_ bytes: ArraySlice<UInt8>, ended: Bool) -> [UInt8]? {
    var rest = bytes
    var body: [UInt8] = []
    while let end = rest.firstIndex(of: 10) {
      let line = String(decoding: rest[..<end], as: UTF8.self).prefix { $0.isHexDigit }
      guard let size = Int(line, radix: 16), size > 0 else { return body }
      rest = rest[(end + 1)...]
      body += rest.prefix(size)
      if rest.count < size + 2 { break }
      rest = rest.dropFirst(size + 2)
    }
    return ended ? body : nil
  }
}
