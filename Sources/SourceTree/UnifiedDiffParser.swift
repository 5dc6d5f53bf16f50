extension UnifiedDiff {
  /// Reads a unified diff with paths `a/x` and `b/x`, as `git diff` and `diff -u` write it. Renames, binary parts,
  /// changes of mode and quoted names are refused.
  /// - Throws: `malformed` with the line, or `refused` for a path.
  public init(_ text: String, rules: TreeRules = TreeRules()) throws(TreeFailure) {
    var parser = UnifiedDiffParser(text, rules: rules)
    files = try parser.parse()
  }
}

/// Goes over the lines of a diff once.
private struct UnifiedDiffParser {
  /// With their newlines.
  private let lines: [[UInt8]]
  private let rules: TreeRules
  private var next = 0
  private let tooLong: Bool

  init(_ text: String, rules: TreeRules) {
    tooLong = text.utf8.count > 4 << 20
    lines = tooLong ? [] : splitLines(Array(text.utf8))
    self.rules = rules
  }

  mutating func parse() throws(TreeFailure) -> [FileDiff] {
    if tooLong { throw TreeFailure(.limit, "diff", "longer than 4 MiB; a patch is small") }
    var files: [FileDiff] = []
    while true {
      let executable = try skipHeader()
      if next == lines.count { break }
      let file = try parseFile(executable: executable)
      if files.contains(where: { $0.path == file.path }) { throw malformed("the file \(file.path) comes twice") }
      files.append(file)
      if files.count > 200 { throw TreeFailure(.limit, "diff", "changes more than 200 files; a patch is small") }
    }
    if files.isEmpty { throw TreeFailure(.malformed, "diff", "no file in it; it starts with `--- a/PATH`") }
    return files
  }

  /// Passes over git's own lines up to `---`. Returns whether a new file is executable.
  private mutating func skipHeader() throws(TreeFailure) -> Bool {
    var executable = false
    while next < lines.count {
      let line = text(lines[next])
      if line.hasPrefix("--- ") { break }
      switch line {
      case "new file mode 100755": executable = true
      case "new file mode 100644", "deleted file mode 100644", "deleted file mode 100755", "": break
      case let line where line.hasPrefix("diff --git ") || line.hasPrefix("index "): break
      case let line where line.hasPrefix("old mode") || line.hasPrefix("new mode"):
        throw malformed("a change of mode, which is not applied")
      case let line where line.hasPrefix("rename ") || line.hasPrefix("copy ") || line.hasPrefix("similarity "):
        throw malformed("a rename or copy; write it as one deleted and one new file")
      case let line where line.hasPrefix("Binary files") || line.hasPrefix("GIT binary"):
        throw malformed("a binary part, which is not applied")
      default: throw malformed("neither a file's header nor a hunk: `\(line.prefix(60))`")
      }
      next += 1
    }
    return executable
  }

  private mutating func parseFile(executable: Bool) throws(TreeFailure) -> FileDiff {
    let old = try name(after: "--- ", side: "a/")
    next += 1
    guard next < lines.count, text(lines[next]).hasPrefix("+++ ") else { throw malformed("`+++ b/PATH` is missing") }
    let new = try name(after: "+++ ", side: "b/")
    next += 1
    guard let name = old ?? new else { throw malformed("/dev/null on both sides") }
    if let old, let new, old != new { throw malformed("a rename; write it as one deleted and one new file") }
    let path = try TreePath(name, rules: rules)
    let kind: FileDiff.Kind = old == nil ? .create : new == nil ? .delete : .change
    return FileDiff(path: path, kind: kind, executable: executable, hunks: try parseHunks(kind))
  }

  /// The path; nil for /dev/null.
  private func name(after mark: String, side: String) throws(TreeFailure) -> String? {
    var name = text(lines[next]).dropFirst(mark.count)
    if let tab = name.firstIndex(of: "\t") { name = name[..<tab] }  // What follows a tab is a time.
    if name == "/dev/null" { return nil }
    if name.hasPrefix("\"") { throw malformed("a quoted name; write the path as it is, in UTF-8") }
    guard name.hasPrefix(side) else { throw malformed("the path does not start with `\(side)`: `\(name.prefix(80))`") }
    return String(name.dropFirst(side.count))
  }

  private mutating func parseHunks(_ kind: FileDiff.Kind) throws(TreeFailure) -> [Hunk] {
    var hunks: [Hunk] = []
    var endOfOld = 0
    var shift = 0
    while next < lines.count, lines[next].starts(with: Array("@@ ".utf8)) {
      let hunk = try parseHunk()
      if hunk.oldStart < endOfOld { throw malformed("a hunk that overlaps the one before") }
      if hunk.newStart != hunk.oldStart + shift { throw malformed("a hunk whose new line number does not fit its old") }
      endOfOld = hunk.oldStart + hunk.old.count
      shift += hunk.new.count - hunk.old.count
      hunks.append(hunk)
    }
    if hunks.isEmpty { throw malformed("a file without a hunk") }
    let whole = hunks.count == 1
    if kind == .create && !(whole && hunks[0].old.isEmpty) { throw malformed("a new file with old lines") }
    if kind == .delete && !(whole && hunks[0].new.isEmpty) { throw malformed("a deleted file with new lines") }
    return hunks
  }

  private mutating func parseHunk() throws(TreeFailure) -> Hunk {
    guard let range = HunkRange(text(lines[next])) else {
      throw malformed("not a hunk's header: `\(text(lines[next]).prefix(60))`")
    }
    var hunk = Hunk(oldStart: range.oldStart, newStart: range.newStart, line: next + 1)
    next += 1
    while hunk.old.count < range.oldCount || hunk.new.count < range.newCount {
      guard next < lines.count else { throw malformed("the hunk ends before its \(range.oldCount) old lines do") }
      try parseLine(into: &hunk)
      next += 1
      try takeMissingNewline(into: &hunk)
    }
    if hunk.old.count > range.oldCount || hunk.new.count > range.newCount {
      throw malformed("the hunk has more lines than its header says")
    }
    return hunk
  }

  private func parseLine(into hunk: inout Hunk) throws(TreeFailure) {
    let line = lines[next]
    guard line.last == 0x0a else { throw malformed("the last line has no newline") }
    switch line[0] {
    case UInt8(ascii: " "):
      hunk.old.append(Array(line.dropFirst()))
      hunk.new.append(Array(line.dropFirst()))
    case UInt8(ascii: "-"): hunk.old.append(Array(line.dropFirst()))
    case UInt8(ascii: "+"): hunk.new.append(Array(line.dropFirst()))
    case 0x0a:  // An empty line of context, without the blank that editors cut off.
      hunk.old.append(line)
      hunk.new.append(line)
    default: throw malformed("a line of a hunk starts with a blank, `+` or `-`")
    }
  }

  /// `\ No newline at end of file` is about the line before it.
  private mutating func takeMissingNewline(into hunk: inout Hunk) throws(TreeFailure) {
    guard next < lines.count, lines[next].first == UInt8(ascii: "\\") else { return }
    switch lines[next - 1][0] {
    case UInt8(ascii: "-"): hunk.old[hunk.old.count - 1].removeLast()
    case UInt8(ascii: "+"): hunk.new[hunk.new.count - 1].removeLast()
    default:
      hunk.old[hunk.old.count - 1].removeLast()
      hunk.new[hunk.new.count - 1].removeLast()
    }
    next += 1
  }

  private func malformed(_ message: String) -> TreeFailure {
    TreeFailure(.malformed, "diff:\(min(next + 1, max(lines.count, 1)))", message)
  }

  private func text(_ line: [UInt8]) -> String {
    String(decoding: line.last == 0x0a ? line.dropLast() : line[...], as: UTF8.self)
  }
}

/// Lines with their newlines; the last may have none.
func splitLines(_ bytes: [UInt8]) -> [[UInt8]] {
  var lines: [[UInt8]] = []
  var start = 0
  while start < bytes.count {
    let end = bytes[start...].firstIndex(of: 0x0a).map { $0 + 1 } ?? bytes.count
    lines.append(Array(bytes[start..<end]))
    start = end
  }
  return lines
}
