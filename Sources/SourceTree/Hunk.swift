/// Lines that are replaced in one place. A line holds its newline, and the last line of a file may have none.
struct Hunk: Sendable, Hashable {
  /// Lines before the place, in the old and in the new file.
  var oldStart: Int
  var newStart: Int
  /// Context and removed lines; context and added lines.
  var old: [[UInt8]] = []
  var new: [[UInt8]] = []
  /// The line of the diff, for messages.
  var line: Int

  var reversed: Hunk {
    Hunk(oldStart: newStart, newStart: oldStart, old: new, new: old, line: line)
  }
}
