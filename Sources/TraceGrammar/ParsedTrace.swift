public import Healing

/// A stack trace that was read.
public struct ParsedTrace: Sendable, Hashable {
  /// The name of the grammar that knew it.
  public var grammar: String
  /// The exceptions, root cause first.
  public var exceptions: [ThrownException]
  /// Which lines of the text it takes, counted from 0.
  public var lines: Range<Int>
}
