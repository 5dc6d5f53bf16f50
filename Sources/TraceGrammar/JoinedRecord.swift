/// A whole record of a log: one line, or several that belong together, such as an error line and its stack trace.
public struct JoinedRecord: Sendable {
  /// Its lines with newlines between them, without colours and without the prefix that a logger put in front of each
  /// line of a trace.
  public var bytes: [UInt8]
  /// Where it stands in the stream: from the start of its first line to the end of its last.
  public var place: Range<Int64>
  /// What its first line says.
  public var head: LineHead
  /// How many lines it has.
  public var lines: Int
  /// Bytes that were left out because a line or the record was too long.
  public var omittedBytes: Int
  /// Where in ``bytes`` the stack trace starts; nil when there is none.
  public var traceStart: Int?

  /// The record as text; what is not UTF-8 is shown as replacement characters.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The stack trace as text.
  public var trace: String? { traceStart.map { String(decoding: bytes[$0...], as: UTF8.self) } }
}
