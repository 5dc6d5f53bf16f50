extension FileDiff {
  /// The bytes of the file after the diff; nil when it is deleted.
  /// - Parameter content: what stands there; nil when there is no file.
  /// - Throws: `mismatch` unless every line of context stands exactly where the diff says.
  func apply(to content: [UInt8]?) throws(TreeFailure) -> [UInt8]? {
    switch (kind, content) {
    case (.create, .some):
      throw TreeFailure(.mismatch, path.description, "the diff makes this file, but it is there already")
    case (.change, nil), (.delete, nil):
      throw TreeFailure(.mismatch, path.description, "the diff changes this file, but it is not there")
    default: break
    }
    let lines = splitLines(content ?? [])
    var result: [UInt8] = []
    var done = 0
    for hunk in hunks {
      guard hunk.oldStart + hunk.old.count <= lines.count else {
        throw mismatch(hunk, "the file has only \(lines.count) lines")
      }
      for line in lines[done..<hunk.oldStart] { result += line }
      for (index, expected) in hunk.old.enumerated() where lines[hunk.oldStart + index] != expected {
        throw mismatch(hunk, "line \(hunk.oldStart + index + 1) is not the line that the diff was made for")
      }
      if let last = result.last, last != 0x0a, !hunk.new.isEmpty {
        throw mismatch(hunk, "the line before has no newline")
      }
      for line in hunk.new { result += line }
      done = hunk.oldStart + hunk.old.count
      if hunk.new.last.map({ $0.last != 0x0a }) ?? false, done < lines.count {
        throw mismatch(hunk, "a line without a newline would stand before others")
      }
    }
    for line in lines[done...] { result += line }
    if kind == .delete {
      if !result.isEmpty { throw TreeFailure(.mismatch, path.description, "the diff deletes only a part of the file") }
      return nil
    }
    return result
  }

  private func mismatch(_ hunk: Hunk, _ why: String) -> TreeFailure {
    TreeFailure(.mismatch, path.description, "the hunk at line \(hunk.line) of the diff does not apply: \(why)")
  }
}
