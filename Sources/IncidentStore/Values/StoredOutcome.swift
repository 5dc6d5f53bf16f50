public import Healing

/// How one attempt ended.
public struct StoredOutcome: Sendable, Hashable {
  /// The incident.
  public var incident: String
  /// Its service.
  public var service: String
  /// Which attempt.
  public var attempt: Int
  /// The word for the outcome, as ``Healing/Outcome/name`` gives it.
  public var outcome: String
  /// Why, where the outcome has a reason.
  public var reason: String?
  /// When it was stored.
  public var at: Timestamp
}
