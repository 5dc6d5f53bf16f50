import RecordSchemas

/// The columns of a record in the order in which it is written and read: that of its schema.
public final class RecordLayout: Sendable {
  typealias Column = RecordSchema.Column
  let schema: String
  let columns: [Column]
  let names: [String]

  /// The layout of `schema`, which must be one of `plugin-sdk/schemas/records`.
  init(_ schema: String) {
    guard let known = RecordSchema.all[schema] else { preconditionFailure("no schema for \(schema)") }
    self.schema = schema
    columns = known.columns
    names = columns.map(\.name)
  }
}
