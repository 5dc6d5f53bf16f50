/// A source file whose bytes survive every edit, whatever its encoding and line endings are.
///
/// Grammars and templates want UTF-8. A file that is something else (Latin-1, say) is worked on in a form in which each
/// byte from 0x80 is the scalar of the same number, and is turned back when it is written.
public struct SourceText: Sendable, Hashable {
  /// The bytes of the file.
  public let bytes: [UInt8]
  /// The same as UTF-8; ranges of edits refer to it.
  public let working: [UInt8]
  /// Whether `bytes` are UTF-8.
  public let isUTF8: Bool
  /// What most lines end with: `\n` or `\r\n`.
  public let lineEnding: String
  /// Where each line starts in `working`.
  public let lineStarts: [Int]

  /// Reads the bytes of a file; any bytes will do.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    working = isUTF8 ? bytes : Self.widened(bytes)
    var starts = [0]
    var carriageReturns = 0
    for (index, byte) in working.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
      if index > 0, working[index - 1] == UInt8(ascii: "\r") { carriageReturns += 1 }
    }
    lineStarts = starts
    lineEnding = carriageReturns * 2 > starts.count - 1 ? "\r\n" : "\n"
  }

  /// The number of lines; a last line without an end counts.
  public var lineCount: Int { lineStarts.count - (lineStarts.last == working.count && lineStarts.count > 1 ? 1 : 0) }

  /// The bytes of a line, from 1, without its end; nil when there is no such line.
  public func range(ofLine line: Int) -> Range<Int>? {
    guard line >= 1, line <= lineStarts.count else { return nil }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : working.count
    if end > start, working[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The text of a line, from 1.
  public func line(_ line: Int) -> String? { range(ofLine: line).map { text($0) } }

  /// The text of a range of `working`.
  public func text(_ range: Range<Int>) -> String { String(decoding: working[range], as: UTF8.self) }

  /// The line, from 1, in which a place of `working` lies.
  public func line(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes that `working` stands for after a change; nil when it has letters that the file's encoding has not.
  public func encoded(_ working: [UInt8]) -> [UInt8]? { isUTF8 ? working : Self.narrowed(working) }

  /// Each byte as the scalar of the same number.
  static func widened(_ bytes: [UInt8]) -> [UInt8] {
    var wide: [UInt8] = []
    wide.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 { wide.append(byte) } else { wide += [0xC0 | byte >> 6, 0x80 | byte & 0x3F] }
    }
    return wide
  }

  /// The reverse of `widened`; nil when a scalar is above 0xFF.
  static func narrowed(_ wide: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in String(decoding: wide, as: UTF8.self).unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
