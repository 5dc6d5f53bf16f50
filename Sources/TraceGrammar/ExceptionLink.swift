/// How an exception of a trace belongs to another.
public enum ExceptionLink: String, Sendable, Hashable, CaseIterable {
  /// The exception above led to the one below.
  case previousIsCause = "previous-is-cause"
  /// The exception below led to the one above.
  case nextIsCause = "next-is-cause"
  /// The exception below is one of several that the one above stands for.
  case member
  /// The exception below happened while the one above was on its way; it is no cause.
  case aside
}
