/// Reads the tags and texts of an XML document one after the other. It knows what test reports use: elements, attributes,
/// text, CDATA and the five entities and character references. No document type and no external entity is ever followed.
struct XMLScanner {
  enum Token: Hashable {
    case open(name: String, attributes: [String: String], isClosed: Bool)
    case close(name: String)
    case text(String)
  }

  private let bytes: [UInt8]
  private var next = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The next token; nil at the end, or where the document is broken off.
  mutating func token() -> Token? {
    while next < bytes.count {
      if bytes[next] != UInt8(ascii: "<") { return .text(Self.unescaped(take(until: "<", skip: false))) }
      if starts("<![CDATA[") {
        next += 9
        return .text(take(until: "]]>", skip: true))
      }
      if starts("<!--") {
        _ = take(until: "-->", skip: true)
      } else if starts("<?") || starts("<!") {
        _ = take(until: ">", skip: true)
      } else {
        next += 1
        return tag(take(until: ">", skip: true, quoted: true))
      }
    }
    return nil
  }

  private func tag(_ inner: String) -> Token? {
    var inner = inner[...]
    if inner.first == "/" { return .close(name: String(inner.dropFirst().prefix { !$0.isWhitespace })) }
    let isClosed = inner.last == "/"
    if isClosed { inner = inner.dropLast() }
    let name = String(inner.prefix { !$0.isWhitespace })
    var rest = inner.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while let equals = rest.firstIndex(of: "=") {
      let key = rest[..<equals].filter { !$0.isWhitespace }
      rest = rest[rest.index(after: equals)...].drop { $0.isWhitespace }
      guard let quote = rest.first, quote == "\"" || quote == "'" else { break }
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: quote) else { break }
      attributes[String(key)] = Self.unescaped(String(rest[..<end]))
      rest = rest[rest.index(after: end)...]
    }
    return .open(name: name, attributes: attributes, isClosed: isClosed)
  }

  private func starts(_ text: String) -> Bool { bytes[next...].starts(with: text.utf8) }

  /// The text up to `end`, which is stepped over with `skip`; all that is left where it does not come.
  private mutating func take(until end: String, skip: Bool, quoted: Bool = false) -> String {
    let mark = Array(end.utf8)
    var quote: UInt8?
    var at = next
    while at < bytes.count {
      if quoted, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
        if quote == nil { quote = bytes[at] } else if quote == bytes[at] { quote = nil }
      }
      if quote == nil, bytes[at] == mark[0], bytes[at...].starts(with: mark) { break }
      at += 1
    }
    defer { next = min(bytes.count, skip ? at + mark.count : at) }
    return String(decoding: bytes[next..<at], as: UTF8.self)
  }

  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      guard let end = rest[start...].firstIndex(of: ";"), let character = entity(rest[rest.index(after: start)..<end]) else {
        result.append("&")
        rest = rest[rest.index(after: start)...]
        continue
      }
      result.append(character)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func entity(_ name: Substring) -> Character? {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let isHex = name.dropFirst().hasPrefix("x")
      let code = UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
      return code.flatMap(Unicode.Scalar.init).map(Character.init)
    }
  }
}
