/// What a logger puts in front of every line: the same but for its numbers.
struct LinePrefix {
  private let bytes: [UInt8]

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = [UInt8](bytes)
  }

  /// Where the rest of `line` begins when it has this prefix, with any numbers.
  func end(in line: UnsafeRawBufferPointer) -> Int? {
    var own = 0
    var other = 0
    while own < bytes.count {
      guard other < line.count else { return own >= trimmed ? other : nil }
      if bytes[own].isDigit {
        guard line[other].isDigit else { return nil }
        while own < bytes.count, bytes[own].isDigit { own += 1 }
        while other < line.count, line[other].isDigit { other += 1 }
      } else {
        guard bytes[own] == line[other] else { return nil }
        own += 1
        other += 1
      }
    }
    return other
  }

  /// How long it is without the white space at its end, which loggers leave out before nothing.
  private var trimmed: Int { (bytes.lastIndex { !$0.isSpace } ?? -1) + 1 }
}
