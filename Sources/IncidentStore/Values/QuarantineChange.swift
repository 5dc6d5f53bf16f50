public import Healing

/// What a transition does about the quarantine of its incident.
public enum QuarantineChange: Sendable, Hashable {
  /// Not tried again until `until`, or until it is lifted.
  case begin(reason: String, until: Timestamp?)
  /// May be tried again.
  case lift
}
