/// What a store is opened for.
public enum StoreAccess: Sendable, Hashable {
  /// The daemon: one process at a time.
  case readWrite
  /// The command line, also while the daemon writes.
  case readOnly
}
