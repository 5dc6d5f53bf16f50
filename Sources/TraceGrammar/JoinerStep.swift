/// What one line led to.
public struct JoinerStep: Sendable {
  /// The record that ended before this line.
  public var finished: JoinedRecord?
  /// The line is a whole record that tells of no trouble; it is not kept.
  public var isPlain = false
  /// What the beginning of the line says, where it was looked at.
  public var head: LineHead?
}
