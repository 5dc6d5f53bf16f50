public import Healing

/// Everything that is stored about one incident: the graph from its first event to its outcome.
public struct Explanation: Sendable {
  /// The incident.
  public var incident: Incident
  /// Where it stands.
  public var course: CourseRecord
  /// The events that were kept: the first three and the last seven.
  public var samples: [ClassifiedEvent]
  /// Diagnoses, patches, verdicts and rollouts of all attempts, in the order in which they were stored.
  public var records: [StoredRecord]
  /// How its attempts ended.
  public var outcomes: [StoredOutcome]
  /// What the audit says about it.
  public var audit: [AuditEntry]

  /// The records that were made from `id`, in the order in which they were stored.
  public func children(of id: String) -> [StoredRecord] { records.filter { $0.parent == id } }
}
