/// Acts that count against the limits on what Homeostasis does by itself.
public enum CountedAct: String, Sendable, Hashable, CaseIterable {
  /// A patch was tried on a service.
  case patch
  /// A patch was put into service.
  case rollout
  /// A patch was taken back.
  case rollback
  /// A patch was promoted.
  case heal
}
