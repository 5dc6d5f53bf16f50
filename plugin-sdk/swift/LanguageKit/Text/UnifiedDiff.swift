/// Unified diffs with paths below a root (`--- a/x.py`, `+++ b/x.py`), as `git apply` and `patch -p1` take them.
public enum UnifiedDiff {
  private static let context = 3

  /// The diff of all `files` that differ, in their order; empty when none does.
  public static func text(_ files: [EditedFile]) -> String {
    files.map(text(of:)).joined()
  }

  /// Reads a diff.
  /// - Throws: ``DiffFailure/malformed(line:reason:)``
  public static func parse(_ text: String) throws(DiffFailure) -> [FileDiff] {
    var reader = DiffReader(text)
    return try reader.files()
  }

  /// Lines with their ends.
  static func lines(of bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      lines.append(Array(bytes[start...index]))
      start = index + 1
    }
    if start < bytes.count { lines.append(Array(bytes[start...])) }
    return lines
  }

  private static func text(of file: EditedFile) -> String {
    let old = lines(of: working(file.before, beside: file.after))
    let new = lines(of: working(file.after, beside: file.before))
    let changes = LineChange.between(old, new)
    guard !changes.isEmpty || (file.before == nil) != (file.after == nil) else { return "" }
    var text = "--- \(file.before == nil ? "/dev/null" : "a/" + file.path)\n"
    text += "+++ \(file.after == nil ? "/dev/null" : "b/" + file.path)\n"
    for group in grouped(changes) { text += hunk(group, old, new) }
    return text
  }

  /// Both sides in one form: when one of them is not UTF-8, both are widened.
  private static func working(_ bytes: [UInt8]?, beside other: [UInt8]?) -> [UInt8] {
    guard let bytes else { return [] }
    let plain = SourceText(bytes).isUTF8 && SourceText(other ?? []).isUTF8
    return plain ? bytes : SourceText.widened(bytes)
  }

  private static func grouped(_ changes: [LineChange]) -> [[LineChange]] {
    var groups: [[LineChange]] = []
    for change in changes {
      if let last = groups.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        groups[groups.count - 1].append(change)
      } else {
        groups.append([change])
      }
    }
    return groups
  }

  private static func hunk(_ group: [LineChange], _ old: [[UInt8]], _ new: [[UInt8]]) -> String {
    guard let first = group.first, let last = group.last else { return "" }
    let from = max(0, first.old.lowerBound - context)
    let to = min(old.count, last.old.upperBound + context)
    let newFrom = first.new.lowerBound - (first.old.lowerBound - from)
    let newTo = last.new.upperBound + (to - last.old.upperBound)
    var text = "@@ -\(span(from..<to)) +\(span(newFrom..<newTo)) @@\n"
    var place = from
    for change in group {
      for line in old[place..<change.old.lowerBound] { text += marked(" ", line) }
      for line in old[change.old] { text += marked("-", line) }
      for line in new[change.new] { text += marked("+", line) }
      place = change.old.upperBound
    }
    for line in old[place..<to] { text += marked(" ", line) }
    return text
  }

  private static func span(_ lines: Range<Int>) -> String {
    let start = lines.isEmpty ? lines.lowerBound : lines.lowerBound + 1
    return lines.count == 1 ? "\(start)" : "\(start),\(lines.count)"
  }

  private static func marked(_ mark: String, _ line: [UInt8]) -> String {
    let text = mark + String(decoding: line, as: UTF8.self)
    return line.last == UInt8(ascii: "\n") ? text : text + "\n\\ No newline at end of file\n"
  }
}
