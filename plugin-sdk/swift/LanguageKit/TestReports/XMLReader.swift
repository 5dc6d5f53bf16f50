/// Reads as much of XML as test reports are made of: elements, attributes, text. It resolves no entity but the five of
/// the standard and numbers, reads no other file, and ends at the first thing that it does not understand.
struct XMLReader {
  /// What comes next.
  enum Event: Equatable {
    case start(name: String, attributes: [String: String])
    case end(name: String)
    case text(String)
  }

  private let bytes: [UInt8]
  private var place = 0
  private var pendingEnd: String?
  private(set) var depth = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Nil at the end, or where it cannot go on.
  mutating func next() -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      depth -= 1
      return .end(name: name)
    }
    while place < bytes.count {
      if bytes[place] != UInt8(ascii: "<") { return text() }
      if skips("<?", to: "?>") || skips("<!--", to: "-->") { continue }
      if starts("<![CDATA[") { return section() }
      if starts("<!") { return nil }  // A document type could define entities.
      return starts("</") ? endTag() : startTag()
    }
    return nil
  }

  private func starts(_ mark: String) -> Bool { bytes[place...].starts(with: mark.utf8) }

  private mutating func skips(_ mark: String, to end: String) -> Bool {
    guard starts(mark) else { return false }
    place = find(end, from: place + mark.utf8.count).map { $0 + end.utf8.count } ?? bytes.count
    return true
  }

  private func find(_ mark: String, from start: Int) -> Int? {
    let mark = Array(mark.utf8)
    var index = start
    while index + mark.count <= bytes.count {
      if bytes[index] == mark[0] && bytes[index..<index + mark.count].elementsEqual(mark) { return index }
      index += 1
    }
    return nil
  }

  private mutating func section() -> Event? {
    let start = place + 9
    guard let end = find("]]>", from: start) else { return nil }
    place = end + 3
    return .text(String(decoding: bytes[start..<end], as: UTF8.self))
  }

  private mutating func text() -> Event {
    let start = place
    while place < bytes.count && bytes[place] != UInt8(ascii: "<") { place += 1 }
    return .text(Self.unescape(bytes[start..<place]))
  }

  private mutating func endTag() -> Event? {
    guard let end = find(">", from: place) else { return nil }
    let name = String(decoding: bytes[place + 2..<end], as: UTF8.self)
    place = end + 1
    depth -= 1
    return depth >= 0 ? .end(name: String(name.prefix { !$0.isWhitespace })) : nil
  }

  private mutating func startTag() -> Event? {
    place += 1
    guard let name = word(), depth < 64 else { return nil }
    depth += 1
    var attributes: [String: String] = [:]
    while true {
      skipBlanks()
      guard place < bytes.count else { return nil }
      if bytes[place] == UInt8(ascii: ">") {
        place += 1
        return .start(name: name, attributes: attributes)
      }
      if starts("/>") {
        place += 2
        pendingEnd = name
        return .start(name: name, attributes: attributes)
      }
      guard let (key, value) = attribute() else { return nil }
      attributes[key] = value
    }
  }

  private mutating func attribute() -> (String, String)? {
    guard let key = word() else { return nil }
    skipBlanks()
    guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else { return nil }
    place += 1
    skipBlanks()
    guard place < bytes.count, let quote = [0x22, 0x27].first(where: { $0 == bytes[place] }) else { return nil }
    guard let end = bytes[(place + 1)...].firstIndex(of: quote) else { return nil }
    defer { place = end + 1 }
    return (key, Self.unescape(bytes[place + 1..<end]))
  }

  /// A name: it ends at a blank, `=`, `/` or `>`.
  private mutating func word() -> String? {
    let start = place
    while place < bytes.count, bytes[place] > 0x20, !"=/><\"'".utf8.contains(bytes[place]) { place += 1 }
    return place > start ? String(decoding: bytes[start..<place], as: UTF8.self) : nil
  }

  private mutating func skipBlanks() {
    while place < bytes.count && bytes[place] <= 0x20 { place += 1 }
  }

  private static let known = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]

  private static func unescape(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    if !bytes.contains(UInt8(ascii: "&")) { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      guard let end = rest.prefix(12).firstIndex(of: ";"), let value = value(rest[..<end].dropFirst()) else {
        result += "&"  // No entity that is known here: it stays as it was written.
        rest = rest.dropFirst()
        continue
      }
      result += value
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func value(_ entity: Substring) -> String? {
    if let value = known[String(entity)] { return value }
    guard entity.first == "#" else { return nil }
    let digits = entity.dropFirst()
    let number = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }
}
