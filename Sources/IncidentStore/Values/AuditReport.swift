/// The result of checking the audit.
public struct AuditReport: Sendable, Hashable {
  /// The first place at which the audit is not what was written.
  public struct Break: Sendable, Hashable, CustomStringConvertible {
    /// The number of the entry.
    public var sequence: Int64
    /// What is wrong with it.
    public var what: String

    /// One line for a reader.
    public var description: String { "audit entry \(sequence): \(what)" }
  }

  /// How many entries were found good.
  public var entries: Int64
  /// The hash of the last good one, in hex; empty where there is none.
  public var head: String
  /// The first break, or nil: the audit is whole.
  public var firstBreak: Break?
}
