public import Healing

extension StoredRecord {
  /// Stores a diagnosis; its parent is the incident.
  /// - Throws: `invalid` where it holds a number that JSON cannot hold.
  public init(_ diagnosis: Diagnosis, attempt: Int) throws(StoreFailure) {
    self.init(
      schema: .diagnosis, id: diagnosis.id, parent: diagnosis.parent, incident: diagnosis.parent, attempt: attempt,
      at: diagnosis.at, body: try Self.text(diagnosis, of: diagnosis.id))
  }

  /// Stores a patch of an incident.
  /// - Throws: `invalid` where it holds a number that JSON cannot hold.
  public init(_ patch: Patch, incident: String, attempt: Int) throws(StoreFailure) {
    self.init(
      schema: .patch, id: patch.id, parent: patch.parent, incident: incident, attempt: attempt, at: patch.at,
      body: try Self.text(patch, of: patch.id))
  }

  /// Stores a verdict on a patch.
  /// - Throws: `invalid` where it holds a number that JSON cannot hold.
  public init(_ verdict: Verdict, incident: String, attempt: Int) throws(StoreFailure) {
    self.init(
      schema: .verdict, id: verdict.id, parent: verdict.parent, incident: incident, attempt: attempt, at: verdict.at,
      body: try Self.text(verdict, of: verdict.id))
  }

  /// Stores a row of a rollout's journal.
  /// - Throws: `invalid` where it holds a number that JSON cannot hold.
  public init(_ rollout: Rollout, incident: String, attempt: Int) throws(StoreFailure) {
    self.init(
      schema: .rollout, id: rollout.id, parent: rollout.parent, incident: incident, attempt: attempt, at: rollout.at,
      body: try Self.text(rollout, of: rollout.id))
  }

  /// The record as a value.
  /// - Throws: `corrupted` where the stored text is not such a record.
  public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws(StoreFailure) -> Value {
    try StoredJSON.decode(type, from: body, at: "record \(id)")
  }

  private static func text(_ value: some Encodable, of id: String) throws(StoreFailure) -> String {
    try StoredJSON.text(value, at: "record \(id)")
  }
}
