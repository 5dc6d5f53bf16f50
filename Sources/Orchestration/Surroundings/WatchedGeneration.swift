public import Healing

/// The generation that is watched, and for what.
public struct WatchedGeneration: Sendable, Hashable {
  /// Whose error is to be gone.
  public var incident: Incident
  /// What was put into service.
  public var patch: AcceptedPatch
  /// The row of the switch, or of the preparation before it.
  public var rollout: Rollout
  /// When it began to serve.
  public var since: Timestamp

  /// Makes a watched generation.
  public init(incident: Incident, patch: AcceptedPatch, rollout: Rollout, since: Timestamp) {
    self.incident = incident
    self.patch = patch
    self.rollout = rollout
    self.since = since
  }
}
