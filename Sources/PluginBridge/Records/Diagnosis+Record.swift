public import Healing

extension Diagnosis {
  /// Of `homeostasis.diagnosis/1`.
  public static let layout = RecordLayout(schema)

  /// In the order of the schema.
  public func write(to row: inout RecordWriter) {
    row.text("cause", cause)
    row.text("category", category)
    row.f64("confidence", confidence)
    row.json("exceptions", list: exceptions)
    row.json("locations", locations)
    row.json("evidence", list: evidence)
    row.json("related", list: related)
    row.json("reproduction", ifPresent: reproduction)
    row.text("rule", rule)
  }

  /// In the order of the schema.
  public init(row: inout RecordReader) throws(BridgeFailure) {
    self.init(
      id: row.id, parent: row.parent, at: row.at, cause: row.text("cause"), category: row.text("category"),
      confidence: row.f64("confidence"), exceptions: try row.list("exceptions"), locations: try row.list("locations"),
      evidence: try row.list("evidence"), related: try row.list("related"))
    reproduction = try row.optionalJSON("reproduction")
    rule = row.optionalText("rule")
  }
}
