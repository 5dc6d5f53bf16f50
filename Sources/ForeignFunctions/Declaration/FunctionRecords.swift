import RecordSchemas

/// The records whose columns a function can be handed, by the word that a configuration says for them.
public struct FunctionRecords: Sendable {
  /// For example `incident` and `homeostasis.incident/1`.
  private let schemas: [String: String]

  /// What an analyzer knows: its incident, the latest of its sample events, and the service.
  public static let analyzer = FunctionRecords(schemas: [
    "incident": "homeostasis.incident/1", "event": "homeostasis.event/1", "service": "homeostasis.service/1",
  ])
  /// What a monitor knows: the service.
  public static let monitor = FunctionRecords(schemas: ["service": "homeostasis.service/1"])

  /// The words, sorted.
  var names: [String] { schemas.keys.sorted() }

  /// The columns of a record; nil when there is none of this name.
  func columns(of record: String) -> [RecordSchema.Column]? {
    schemas[record].flatMap { RecordSchema.all[$0] }?.columns
  }
}
