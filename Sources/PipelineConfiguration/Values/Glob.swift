/// A pattern with `*` (any characters but the separator), `**` (any at all) and `?` (one character but the separator).
struct Glob {
  private enum Piece: Equatable {
    case byte(UInt8), one, within, across
  }

  private let pieces: [Piece]
  private let separator: UInt8?

  /// `separator` is nil for texts without folders, where `*` and `**` are the same.
  init(_ text: String, separator: Unicode.Scalar?) {
    self.separator = separator.map { UInt8(ascii: $0) }
    pieces = Self.pieces(Array(text.utf8), self.separator)
  }

  private static func pieces(_ bytes: [UInt8], _ separator: UInt8?) -> [Piece] {
    var pieces: [Piece] = []
    var index = 0
    while index < bytes.count {
      let stars = bytes[index...].prefix { $0 == UInt8(ascii: "*") }.count
      index += max(stars, 1)
      switch stars {
      case 0: pieces.append(bytes[index - 1] == UInt8(ascii: "?") ? .one : .byte(bytes[index - 1]))
      case 1 where separator != nil: pieces.append(.within)
      default:
        pieces.append(.across)
        // "**/x" is also the x without a folder before it.
        if index < bytes.count, bytes[index] == separator { index += 1 }
      }
    }
    // A folder means all that is in it.
    if let separator, pieces.last == .byte(separator) { pieces.append(.across) }
    return pieces
  }

  /// Whether the whole of `text` matches. The work is at most pieces times bytes: texts come from services.
  func matches(_ text: String) -> Bool {
    var reached = Set<Int>()
    reach(0, &reached)
    for byte in text.utf8 {
      var next = Set<Int>()
      for index in reached where index < pieces.count {
        switch pieces[index] {
        case .byte(let wanted): if byte == wanted { reach(index + 1, &next) }
        case .one: if byte != separator { reach(index + 1, &next) }
        case .within: if byte != separator { reach(index, &next) }
        case .across: reach(index, &next)
        }
      }
      if next.isEmpty { return false }
      reached = next
    }
    return reached.contains(pieces.count)
  }

  /// A star may also stand for nothing, so what is behind it is reached too.
  private func reach(_ index: Int, _ reached: inout Set<Int>) {
    var index = index
    while reached.insert(index).inserted, index < pieces.count, pieces[index] == .within || pieces[index] == .across {
      index += 1
    }
  }
}
