public import Patterns

/// One rule of a trace grammar: how a line of one kind looks, and where it may stand.
public struct LineRule: Sendable {
  /// What a line is that matches.
  public let kind: LineKind
  /// Applied to the line without its margin. Groups that count: `file`, `line`, `symbol`, `module`, `source`, `type`,
  /// `message`, `shared` (how many frames are the enclosing exception's), `indent` and `rail` (how deep the line is).
  public let pattern: Pattern
  /// How such a line begins. By it a line is found behind the prefix that a logger puts in front of every line.
  public let literal: [UInt8]?
  /// Kinds of the line before it. Empty: any, or with `starts` none.
  public let after: Set<LineKind>
  /// Whether a trace can start with it.
  public let starts: Bool
  /// How the exception that this line gives or announces belongs to the others.
  public let link: ExceptionLink?
}
