public import Healing

/// An incident with where it stands.
public struct IncidentOverview: Sendable, Hashable {
  /// The incident.
  public var incident: Incident
  /// Where it stands.
  public var course: CourseRecord
  /// How its last attempt ended, if one has.
  public var outcome: StoredOutcome?
}
