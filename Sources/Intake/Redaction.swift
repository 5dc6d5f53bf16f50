import Patterns

/// Takes secrets out of what services write, before anything is stored, shown or given to a plugin.
///
/// A value goes when its name says that it is secret, when it has the form of a known kind of key or token, when it
/// stands in the user part of an address, or when it is the number of a payment card. Where a text cannot be searched
/// within the limits, all of it goes.
public struct Redaction: Sendable {
  /// What stands in place of a secret.
  public static let mark = "[redacted]"

  private let patterns = SecretPatterns()

  /// Compiles the expressions; make one and share it.
  public init() {}

  /// `text` without its secrets.
  public func text(_ text: String) -> String { cleaned(text, patterns.all) }

  /// A line of source code without the secrets that stand in it as literals.
  public func source(_ line: String) -> String { cleaned(line, patterns.source) }

  /// A stack trace; `sources` are the lines of source code in it.
  func trace(_ text: String, sources: Set<String>) -> String {
    guard !sources.isEmpty else { return self.text(text) }
    var pieces: [String] = []
    var other: [Substring] = []
    func flush() {
      if !other.isEmpty { pieces.append(self.text(other.joined(separator: "\n"))) }
      other = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if sources.contains(Self.trimmed(line)) {
        flush()
        pieces.append(source(String(line)))
      } else {
        other.append(line)
      }
    }
    flush()
    return pieces.joined(separator: "\n")
  }

  private static func trimmed(_ line: Substring) -> String {
    var line = line.drop { $0.isWhitespace }
    while line.last?.isWhitespace == true { line.removeLast() }
    return String(line)
  }

  private func cleaned(_ text: String, _ expressions: [Pattern]) -> String {
    guard text.utf8.count > 3 else { return text }
    var bytes = Array(text.utf8)
    for expression in expressions {
      guard let next = replaced(bytes, expression, { _ in true }) else { return Self.mark }
      bytes = next
    }
    guard let last = replaced(bytes, patterns.card, isCard) else { return Self.mark }
    return String(decoding: last, as: UTF8.self)
  }

  /// The bytes with every secret that `pattern` finds replaced; nil when the search gave up.
  private func replaced(_ bytes: [UInt8], _ pattern: Pattern, _ isSecret: (ArraySlice<UInt8>) -> Bool) -> [UInt8]? {
    var result: [UInt8] = []
    var done = 0
    var place = 0
    while place <= bytes.count {
      let search = bytes.withUnsafeBytes { pattern.search($0, from: place) }
      guard case .match(let match) = search else {
        if search == .gaveUp { return nil }
        break
      }
      let found = ["value", "scheme", "userinfo"].lazy.compactMap { match.range(named: $0) }.first ?? match.range
      if isSecret(bytes[found]) {
        result += bytes[done..<found.lowerBound]
        result += Self.replacement(of: bytes[found])
        done = found.upperBound
      }
      place = max(match.range.upperBound, place + 1)
    }
    return result.isEmpty && done == 0 ? bytes : result + bytes[done...]
  }

  /// The quotes stay, so that JSON and source code stay what they are.
  private static func replacement(of secret: ArraySlice<UInt8>) -> [UInt8] {
    let mark = Array(Self.mark.utf8)
    guard let first = secret.first else { return [] }
    if first == UInt8(ascii: "\\") {
      let opening = secret.prefix { $0 == UInt8(ascii: "\\") }
      return opening + secret.dropFirst(opening.count).prefix(1) + mark
    }
    guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"), secret.count > 1, secret.last == first else {
      return mark
    }
    return [first] + mark + [first]
  }

  /// Whether digits have the check digit of a payment card.
  private func isCard(_ text: ArraySlice<UInt8>) -> Bool {
    let digits = text.filter { (0x30...0x39).contains($0) }.map { Int($0) - 0x30 }
    guard (13...19).contains(digits.count), (2...6).contains(digits[0]) else { return false }
    let sum = digits.reversed().enumerated().reduce(0) { sum, entry in
      let doubled = entry.offset % 2 == 1 ? entry.element * 2 : entry.element
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }
}
