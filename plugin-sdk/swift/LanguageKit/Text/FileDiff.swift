/// What a unified diff does to one file.
public struct FileDiff: Sendable, Hashable {
  /// One run of lines with their surroundings.
  public struct Hunk: Sendable, Hashable {
    /// First line in the old file, from 1; where `old` is empty, the line that it stands behind.
    public var oldStart: Int
    /// First line in the new file.
    public var newStart: Int
    /// The lines, in order, each with its end unless the file ends without one.
    public var lines: [Line]
  }

  /// A line of a hunk.
  public enum Line: Sendable, Hashable {
    case kept(String)
    case removed(String)
    case added(String)
  }

  /// Relative to the root; nil: the file is new.
  public var oldPath: String?
  /// Nil: the file is deleted.
  public var newPath: String?
  /// The changes, in the order of the file.
  public var hunks: [Hunk]

  /// The path of the file that is changed.
  public var path: String { newPath ?? oldPath ?? "" }
}

extension FileDiff {
  /// The bytes of the file after the diff. Every kept and removed line must stand where the diff says, to the byte;
  /// in a file that is not UTF-8, each byte from 0x80 is the scalar of the same number.
  /// - Throws: ``DiffFailure/doesNotApply(path:line:)``
  public func applied(to before: [UInt8]?) throws(DiffFailure) -> [UInt8]? {
    guard (before == nil) == (oldPath == nil) else { throw .doesNotApply(path: path, line: 0) }
    let source = SourceText(before ?? [])
    let old = UnifiedDiff.lines(of: source.working)
    var result: [UInt8] = []
    var place = 0
    for hunk in hunks {
      let start =
        hunk.lines.contains { if case .added = $0 { false } else { true } } ? hunk.oldStart - 1 : hunk.oldStart
      guard start >= place, start <= old.count else { throw .doesNotApply(path: path, line: hunk.oldStart) }
      result += old[place..<start].joined()
      place = start
      for line in hunk.lines {
        switch line {
        case .added(let text): result += text.utf8
        case .kept(let text), .removed(let text):
          guard place < old.count, old[place].elementsEqual(text.utf8) else {
            throw .doesNotApply(path: path, line: place + 1)
          }
          if case .kept = line { result += old[place] }
          place += 1
        }
      }
    }
    result += old[place...].joined()
    if newPath == nil {
      guard result.isEmpty else { throw .doesNotApply(path: path, line: place + 1) }
      return nil
    }
    guard let bytes = source.encoded(result) else { throw .doesNotApply(path: path, line: 1) }
    return bytes
  }
}
