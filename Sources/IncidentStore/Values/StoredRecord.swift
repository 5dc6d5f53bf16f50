public import Healing

/// A record of the way as it is stored: who made it from what, and its body as JSON.
public struct StoredRecord: Sendable, Hashable {
  /// The kinds of records, by the names that their schemas have.
  public struct Schema: RawRepresentable, Sendable, Hashable {
    /// The name, for instance `homeostasis.patch/1`.
    public let rawValue: String

    /// A schema by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A diagnosis.
    public static let diagnosis = Schema(rawValue: "homeostasis.diagnosis/1")
    /// A patch.
    public static let patch = Schema(rawValue: "homeostasis.patch/1")
    /// A verdict.
    public static let verdict = Schema(rawValue: "homeostasis.verdict/1")
    /// A row of a rollout's journal.
    public static let rollout = Schema(rawValue: "homeostasis.rollout/1")
  }

  /// The kind.
  public var schema: Schema
  /// Unique in the database.
  public var id: String
  /// The record that this one was made from.
  public var parent: String
  /// The incident.
  public var incident: String
  /// The attempt.
  public var attempt: Int
  /// When it was made.
  public var at: Timestamp
  /// The record as one line of JSON.
  public var body: String

  /// Makes a record from its parts.
  public init(
    schema: Schema, id: String, parent: String, incident: String, attempt: Int, at: Timestamp, body: String
  ) {
    self.schema = schema
    self.id = id
    self.parent = parent
    self.incident = incident
    self.attempt = attempt
    self.at = at
    self.body = body
  }
}
