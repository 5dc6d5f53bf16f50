public import Healing

/// What the policy says to a request. The texts are for an operator and name the key of the configuration that would
/// change the answer.
public enum Decision: Sendable, Hashable {
  case allowed
  /// Not now. Asked again at `until`; nil: as soon as something changes.
  case waits(String, until: Timestamp?)
  /// Not in this attempt.
  case refused(String)
}
