/// The sequences that colour a terminal.
enum TerminalCodes {
  private static let escape: UInt8 = 0x1B

  /// `line` without them; nil when it has none.
  static func stripped(_ line: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let first = line.find(escape) else { return nil }
    var result = [UInt8](line[..<first])
    var place = first
    while place < line.count {
      if line[place] == escape {
        place = end(line, place)
      } else {
        result.append(line[place])
        place += 1
      }
    }
    return result
  }

  /// `ESC [ parameters letter`, `ESC ] text BEL`, or `ESC` and one more byte.
  private static func end(_ line: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var place = start + 1
    guard place < line.count else { return place }
    if line[place] == UInt8(ascii: "[") {
      place += 1
      while place < line.count, line[place] < 0x40 { place += 1 }
    } else if line[place] == UInt8(ascii: "]") {
      while place < line.count, line[place] != 0x07, line[place] != escape { place += 1 }
    }
    return Swift.min(place + 1, line.count)
  }
}
