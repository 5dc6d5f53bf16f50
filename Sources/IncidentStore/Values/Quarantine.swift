public import Healing

/// An incident that is not tried again until something changes.
public struct Quarantine: Sendable, Hashable {
  /// The incident.
  public var incident: String
  /// Its service.
  public var service: String
  /// Why.
  public var reason: String
  /// Since when.
  public var at: Timestamp
  /// It ends by itself then; nil: never.
  public var until: Timestamp?
}
