/// What happens when a stage fails or has nothing to say.
public enum FailureCourse: String, Sendable, Hashable, CaseIterable {
  /// The next stage of the same kind is asked.
  case next
  /// The attempt ends.
  case stop
}
