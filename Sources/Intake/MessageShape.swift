import Patterns

/// A message without what differs from one occurrence to the next.
struct MessageShape: Sendable {
  private let rules: [(Pattern, String)]

  init() {
    let table = [
      (#"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"#, "<uuid>"),
      (#"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?"#, "<time>"),
      (#""(?:[^"\\]|\\.)*+"|(?<!\w)'(?:[^'\\]|\\.)*+'(?!\w)|`[^`]*+`"#, "<text>"),
      (#"\b0[xX][0-9a-fA-F]+|\b(?=[a-fA-F]*\d)[0-9a-fA-F]{8,}\b"#, "<hex>"),
      (#"\d+(?:[.,:]\d+)*"#, "<number>"),
      (#"\s+"#, " "),
    ]
    rules = table.map { text, word in
      do {
        return (try Pattern(text), word)
      } catch {
        preconditionFailure("\(error)")
      }
    }
  }

  /// The shape of the first line of `message`, at most 300 bytes of it.
  func shape(of message: String) -> String {
    var bytes = Array(message.utf8.prefix { $0 != 0x0A }.prefix(4_096))
    for (pattern, word) in rules { bytes = replaced(bytes, pattern, Array(word.utf8)) }
    return String(decoding: bytes.prefix(300), as: UTF8.self)
  }

  private func replaced(_ bytes: [UInt8], _ pattern: Pattern, _ word: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var done = 0
    while done < bytes.count, let range = bytes.withUnsafeBytes({ pattern.range(in: $0, from: done) }), !range.isEmpty {
      result += bytes[done..<range.lowerBound] + word
      done = range.upperBound
    }
    return result + bytes[done...]
  }
}
