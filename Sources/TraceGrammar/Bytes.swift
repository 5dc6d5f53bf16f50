import Glibc

extension UnsafeRawBufferPointer {
  /// Whether there is nothing but white space.
  var isBlank: Bool { allSatisfy(\.isSpace) }

  /// Without the white space at its end.
  var trimmedEnd: UnsafeRawBufferPointer {
    var count = count
    while count > 0, self[count - 1].isSpace { count -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[..<count])
  }

  /// Whether these bytes stand at `offset`.
  func has(_ bytes: StaticString, at offset: Int = 0) -> Bool {
    let length = bytes.utf8CodeUnitCount
    guard offset >= 0, offset + length <= count, let base = baseAddress else { return false }
    return memcmp(base + offset, bytes.utf8Start, length) == 0
  }

  /// Where these bytes stand first, from `offset` on.
  func find(_ bytes: StaticString, from offset: Int = 0) -> Int? {
    var place = offset
    while let hit = find(bytes.utf8Start[0], from: place) {
      if has(bytes, at: hit) { return hit }
      place = hit + 1
    }
    return nil
  }

  /// Where the byte stands first, from `offset` on.
  func find(_ byte: UInt8, from offset: Int = 0) -> Int? {
    guard let base = baseAddress, offset < count, let hit = memchr(base + offset, Int32(byte), count - offset)
    else { return nil }
    return UnsafeRawPointer(hit) - base
  }

  /// Whether there is a digit at each place that `shape` writes as `0`, and elsewhere the byte that it writes; a dot
  /// in it stands for any byte.
  func looksLike(_ shape: StaticString, at offset: Int) -> Bool {
    let length = shape.utf8CodeUnitCount
    guard offset >= 0, offset + length <= count else { return false }
    for index in 0..<length {
      let wanted = shape.utf8Start[index]
      let byte = self[offset + index]
      if wanted == UInt8(ascii: "0") {
        if !byte.isDigit { return false }
      } else if wanted != UInt8(ascii: "."), wanted != byte {
        return false
      }
    }
    return true
  }

  /// The bytes as text; what is not UTF-8 is shown as replacement characters.
  func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isSpace: Bool { self == 0x20 || self &- 9 < 5 }
  var isUpper: Bool { self &- 0x41 < 26 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
