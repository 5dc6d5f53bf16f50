/// How much of a record is kept.
public struct JoinerLimits: Sendable, Hashable {
  /// Bytes of one line.
  public var line: Int
  /// Bytes of one record.
  public var record: Int

  /// Makes limits.
  public init(line: Int = 64 * 1024, record: Int = 1024 * 1024) {
    self.line = line
    self.record = record
  }
}
