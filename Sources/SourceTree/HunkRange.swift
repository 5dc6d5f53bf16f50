/// `@@ -12,3 +14,5 @@`: where a hunk's lines stand. Starts count the lines before it.
struct HunkRange {
  let oldStart: Int
  let oldCount: Int
  let newStart: Int
  let newCount: Int

  /// Nil when `header` is no hunk's header.
  init?(_ header: String) {
    let parts = header.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0] == "@@", parts[3] == "@@" else { return nil }
    guard let old = Self.range(parts[1], sign: "-"), let new = Self.range(parts[2], sign: "+") else { return nil }
    (oldStart, oldCount) = old
    (newStart, newCount) = new
  }

  /// A side without lines names the line before its place; one with lines names its first.
  private static func range(_ text: Substring, sign: Character) -> (Int, Int)? {
    guard text.first == sign else { return nil }
    let numbers = text.dropFirst().split(separator: ",", omittingEmptySubsequences: false)
    guard (1...2).contains(numbers.count), let line = number(numbers[0]) else { return nil }
    guard let count = numbers.count == 2 ? number(numbers[1]) : 1 else { return nil }
    if count == 0 { return (line, 0) }
    return line > 0 ? (line - 1, count) : nil
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}
