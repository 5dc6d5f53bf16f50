/// Why a course could not be read or stored.
public struct LedgerFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What the caller can do.
  public enum Kind: String, Sendable, Hashable {
    /// Somebody else moved the course on: read it again.
    case conflict
    /// There is no such incident.
    case missing
    /// It cannot be reached or written now: nothing new is started, and it is tried again.
    case unavailable
    /// What is stored cannot be understood: a person has to look.
    case corrupted
  }

  /// What the caller can do.
  public var kind: Kind
  /// What is wrong, where, and what to do.
  public var message: String

  /// Makes a failure.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The message with its kind.
  public var description: String { "\(message) [ledger.\(kind.rawValue)]" }
}
