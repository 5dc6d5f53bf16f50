public import Healing

/// One entry of the audit, chained to the one before it.
public struct AuditEntry: Sendable, Hashable {
  /// 1, 2, ...: without gaps.
  public var sequence: Int64
  /// When.
  public var at: Timestamp
  /// What was done.
  public var action: String
  /// Who did it.
  public var actor: String
  /// The service, or empty.
  public var service: String
  /// The incident, or empty.
  public var incident: String
  /// The attempt, or 0.
  public var attempt: Int
  /// More, as JSON text.
  public var detail: String
  /// SHA-256 of the records that were stored with it.
  public var content: [UInt8]
  /// SHA-256 of the hash before and of everything above.
  public var hash: [UInt8]
}
