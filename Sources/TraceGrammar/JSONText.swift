/// The inside of a JSON string.
enum JSONText {
  /// Decodes the string whose first byte behind the quote is at `place`, and moves `place` behind its end. Nil when
  /// it does not end.
  static func read(_ line: UnsafeRawBufferPointer, _ place: inout Int) -> [UInt8]? {
    var result: [UInt8] = []
    while place < line.count {
      let byte = line[place]
      place += 1
      if byte == UInt8(ascii: "\"") { return result }
      guard byte == UInt8(ascii: "\\"), place < line.count else {
        result.append(byte)
        continue
      }
      let escape = line[place]
      place += 1
      if escape == UInt8(ascii: "u") {
        appendUnicode(line, &place, &result)
      } else {
        result.append(simple(escape))
      }
    }
    return nil
  }

  private static func simple(_ escape: UInt8) -> UInt8 {
    switch escape {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: escape
    }
  }

  private static func appendUnicode(_ line: UnsafeRawBufferPointer, _ place: inout Int, _ result: inout [UInt8]) {
    guard let first = unit(line, place) else { return }
    place += 4
    var value = UInt32(first)
    if first & 0xFC00 == 0xD800, line.has("\\u", at: place), let second = unit(line, place + 2),
      second & 0xFC00 == 0xDC00
    {
      value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
      place += 6
    }
    result.append(contentsOf: Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8))
  }

  private static func unit(_ line: UnsafeRawBufferPointer, _ place: Int) -> UInt16? {
    guard place + 4 <= line.count else { return nil }
    return UInt16(line.text(place..<(place + 4)), radix: 16)
  }
}
