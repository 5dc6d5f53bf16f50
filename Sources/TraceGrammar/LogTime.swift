public import Healing

/// The times that stand in front of log lines.
public enum LogTime {
  /// Where the time that starts at `place` ends, with the bracket around it and the space behind it; nil when none
  /// starts there.
  static func end(in line: UnsafeRawBufferPointer, at place: Int) -> Int? {
    guard let fields = TimeFields(line, place) else { return nil }
    var end = fields.end
    while end < line.count, line[end] == UInt8(ascii: "]") || line[end] == UInt8(ascii: ")") || line[end] == 0x20 {
      end += 1
    }
    return end
  }

  /// The time that starts at `place`. Where it has no zone, `offset` counts, in seconds east of Greenwich; where it
  /// has no date or year, those of `now`.
  public static func read(
    _ line: UnsafeRawBufferPointer, at place: Int = 0, now: Timestamp, offset: Int64 = 0
  ) -> Timestamp? {
    TimeFields(line, place)?.timestamp(now: now, offset: offset)
  }
}
