/// Reads a unified diff line by line.
struct DiffReader {
  private let lines: [Substring]
  private var index = 0

  /// Splits at line feeds only: a carriage return belongs to its line.
  init(_ text: String) {
    var lines: [Substring] = []
    var start = text.utf8.startIndex
    while let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(Substring(text.utf8[start..<end]))
      start = text.utf8.index(after: end)
    }
    if start < text.utf8.endIndex { lines.append(Substring(text.utf8[start...])) }
    self.lines = lines
  }

  mutating func files() throws(DiffFailure) -> [FileDiff] {
    var files: [FileDiff] = []
    while index < lines.count {
      // What tools write between files (`diff --git`, `index`) says nothing that is needed.
      guard starts("--- ") else {
        guard !starts("@@") else { throw malformed("a hunk without a file") }
        index += 1
        continue
      }
      files.append(try file())
    }
    return files
  }

  private mutating func file() throws(DiffFailure) -> FileDiff {
    let old = path(lines[index].dropFirst(4), prefix: "a/")
    index += 1
    guard starts("+++ ") else { throw malformed("`+++` is missing") }
    let new = path(lines[index].dropFirst(4), prefix: "b/")
    index += 1
    guard old != nil || new != nil else { throw malformed("both sides are /dev/null") }
    var diff = FileDiff(oldPath: old, newPath: new, hunks: [])
    while starts("@@ ") { diff.hunks.append(try hunk()) }
    return diff
  }

  private func path(_ text: Substring, prefix: String) -> String? {
    let name = text.split(separator: "\t", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    if name == "/dev/null" { return nil }
    return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
  }

  private mutating func hunk() throws(DiffFailure) -> FileDiff.Hunk {
    let words = lines[index].split(separator: " ")
    guard words.count >= 4, words[3] == "@@", let old = span(words[1], "-"), let new = span(words[2], "+") else {
      throw malformed("`@@ -line,count +line,count @@` is expected")
    }
    index += 1
    var hunk = FileDiff.Hunk(oldStart: old.start, newStart: new.start, lines: [])
    var (oldLeft, newLeft) = (old.count, new.count)
    while oldLeft > 0 || newLeft > 0 {
      guard index < lines.count else { throw malformed("the hunk ends too early") }
      let (mark, text) = (lines[index].utf8.first, ended(lines[index]))
      switch mark {
      case UInt8(ascii: " "), nil: (oldLeft, newLeft) = (oldLeft - 1, newLeft - 1); hunk.lines.append(.kept(text))
      case UInt8(ascii: "-"): oldLeft -= 1; hunk.lines.append(.removed(text))
      case UInt8(ascii: "+"): newLeft -= 1; hunk.lines.append(.added(text))
      default: throw malformed("a line of a hunk starts with a space, `+` or `-`")
      }
      index += 1
      if starts("\\") { index += 1 }
    }
    guard oldLeft == 0, newLeft == 0 else { throw malformed("the hunk has more lines than it says") }
    return hunk
  }

  /// The line without its mark, with its end unless the next line says that there is none.
  private func ended(_ line: Substring) -> String {
    let text = String(Substring(line.utf8.dropFirst()))
    return index + 1 < lines.count && lines[index + 1].hasPrefix("\\") ? text : text + "\n"
  }

  private func span(_ word: Substring, _ mark: Character) -> (start: Int, count: Int)? {
    guard word.first == mark else { return nil }
    let parts = word.dropFirst().split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard let start = parts.first ?? nil, start >= 0, parts.count <= 2 else { return nil }
    guard parts.count == 2 else { return (start, 1) }
    return parts[1].flatMap { $0 >= 0 ? (start, $0) : nil }
  }

  private func starts(_ prefix: String) -> Bool { index < lines.count && lines[index].utf8.starts(with: prefix.utf8) }

  private func malformed(_ reason: String) -> DiffFailure { .malformed(line: index + 1, reason: reason) }
}
