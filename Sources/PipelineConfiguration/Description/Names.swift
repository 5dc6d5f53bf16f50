/// Names that an operator gives.
enum Names {
  static let pattern = "^[A-Za-z0-9][A-Za-z0-9._-]*$"

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 64, isWord(first) else { return false }
    return text.utf8.allSatisfy { isWord($0) || "._-".utf8.contains($0) }
  }

  private static func isWord(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (65...90).contains(byte & 0xDF) }
}
