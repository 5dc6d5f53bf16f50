/// A version by SemVer 2, which says of two which is the higher.
public struct SemanticVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// As it was written.
  public let description: String
  private let core: [[UInt8]]
  private let preRelease: [[UInt8]]

  /// Nil: `text` is no version by SemVer 2, or longer than 100 bytes.
  public init?(_ text: String) {
    guard text.utf8.count <= 100 else { return nil }
    let (front, build) = Self.split(Array(text.utf8), at: UInt8(ascii: "+"))
    let (numbers, marks) = Self.split(front, at: UInt8(ascii: "-"))
    core = numbers.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
    preRelease = marks.map(Self.parts) ?? []
    description = text
    guard core.count == 3, core.allSatisfy(Self.isNumber), marks != [], build != [] else { return nil }
    guard preRelease.allSatisfy({ Self.isWord($0) && (!Self.isDigits($0) || Self.isNumber($0)) }) else { return nil }
    if let build, !Self.parts(build).allSatisfy(Self.isWord) { return nil }
  }

  /// By precedence, as the page of SemVer 2 puts it; build metadata does not count.
  public static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    for (a, b) in zip(left.core, right.core) where a != b { return isLower(a, b) }
    // A version before its release is lower than the release.
    if left.preRelease.isEmpty || right.preRelease.isEmpty {
      return !left.preRelease.isEmpty && right.preRelease.isEmpty
    }
    for (a, b) in zip(left.preRelease, right.preRelease) where a != b {
      switch (isDigits(a), isDigits(b)) {
      case (true, true): return isLower(a, b)
      case (false, false): return a.lexicographicallyPrecedes(b)
      case (let isNumber, _): return isNumber
      }
    }
    return left.preRelease.count < right.preRelease.count
  }

  /// Numbers of any length without a leading zero.
  private static func isLower(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count < b.count
  }

  private static func parts(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
  }

  private static func split(_ bytes: [UInt8], at mark: UInt8) -> ([UInt8], [UInt8]?) {
    guard let index = bytes.firstIndex(of: mark) else { return (bytes, nil) }
    return (Array(bytes[..<index]), Array(bytes[(index + 1)...]))
  }

  private static func isDigits(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { (0x30...0x39).contains($0) } }
  private static func isNumber(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty && isDigits(bytes) && (bytes.count == 1 || bytes[0] != 0x30)
  }
  private static func isWord(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty
      && bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D }
  }
}
