public import Healing

/// What the audit shall say about an act.
public struct AuditNote: Sendable, Hashable {
  /// What was done, in `dotted.lower-kebab-case`: `course.verified`, `hold.begin`.
  public var action: String
  /// Who did it: `host`, or `user:NAME`.
  public var actor: String
  /// More, for a reader.
  public var detail: JSONValue

  /// Makes a note; without an actor it is the host's.
  public init(_ action: String, by actor: String = "host", detail: JSONValue = .object([:])) {
    self.action = action
    self.actor = actor
    self.detail = detail
  }
}
