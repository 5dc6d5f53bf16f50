import LanguageKit

/// Which lines a change touches, counted by the host from both versions of the file.
struct ChangedLines {
  private(set) var added = 0
  private(set) var removed = 0
  /// In the new file, also where something was only taken out.
  private(set) var lines: Set<Int> = []

  init(_ file: EditedFile) throws(DiffFailure) {
    for diff in try UnifiedDiff.parse(UnifiedDiff.text([file])) {
      for hunk in diff.hunks { count(hunk) }
    }
  }

  private mutating func count(_ hunk: FileDiff.Hunk) {
    var line = hunk.newStart
    for entry in hunk.lines {
      switch entry {
      case .kept: line += 1
      case .added:
        added += 1
        lines.insert(line)
        line += 1
      case .removed:
        removed += 1
        lines.insert(max(1, line))
      }
    }
  }
}
