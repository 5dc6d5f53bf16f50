public import Healing

extension Event {
  /// Of `homeostasis.event/1`.
  public static let layout = RecordLayout(schema)

  /// In the order of the schema.
  public func write(to row: inout RecordWriter) {
    row.text("service", service)
    row.text("source", source)
    row.text("signal", signal.rawValue)
    row.i64("severity", severity.rawValue)
    row.text("message", message)
    row.json("attributes", ifPresent: attributes)
    row.i64("generation", generation)
    row.json("locals", ifPresent: locals)
    row.i64("pid", pid)
    row.text("request", request)
    row.text("trace", trace)
    row.text("type", type)
    row.text("unit", unit)
    row.f64("value", value)
  }

  /// In the order of the schema.
  public init(row: inout RecordReader) throws(BridgeFailure) {
    self.init(
      id: row.id, at: row.at, service: row.text("service"), source: row.text("source"), signal: try row.word("signal"),
      severity: Severity(rawValue: row.i64("severity")), message: row.text("message"))
    attributes = try row.optionalJSON("attributes")
    generation = row.optionalI64("generation")
    locals = try row.optionalJSON("locals")
    pid = row.optionalI64("pid")
    request = row.optionalText("request")
    trace = row.optionalText("trace")
    type = row.optionalText("type")
    unit = row.optionalText("unit")
    value = row.optionalF64("value")
  }
}
