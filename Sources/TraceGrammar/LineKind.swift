/// What a line is within a stack trace.
public enum LineKind: String, Sendable, Hashable, CaseIterable {
  /// Announces a trace, as `Traceback (most recent call last):` does.
  case opens
  /// Names the place of the failure in front of the exception, as Node does for what nobody catches.
  case place
  /// A call.
  case frame
  /// The source line of the frame or place above it.
  case source
  /// Points at a part of the source line.
  case marker
  /// Stands for frames that are not shown.
  case omitted
  /// The exception with the first line of what it says.
  case exception
  /// A further line of what it says. No rule has this kind: it is what stays where a message may go on.
  case message
  /// Says how the exceptions above and below it belong together.
  case link
  /// Begins a member of a group of exceptions.
  case member
  /// A property of the exception; not kept.
  case detail
  /// Ends the trace and belongs to it.
  case closes
  /// Nothing but white space. No rule has this kind.
  case blank
}
