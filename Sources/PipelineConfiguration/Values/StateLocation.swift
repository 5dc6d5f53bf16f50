/// Where incidents, patches and the audit record are kept.
public enum StateLocation: Sendable, Hashable {
  /// Nowhere: forgotten when the host ends. Refuses the mode `auto`.
  case memory
  /// A SQLite database at an absolute path.
  case sqlite(path: String)
}
