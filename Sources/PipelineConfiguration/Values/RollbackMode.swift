/// Who takes a patch back that made things worse.
public enum RollbackMode: String, Sendable, Hashable, CaseIterable {
  /// The watch does, at once.
  case automatic
  /// A person does; the watch only tells.
  case manual
}
