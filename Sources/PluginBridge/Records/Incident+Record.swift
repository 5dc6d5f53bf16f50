public import Healing

extension Incident {
  /// Of `homeostasis.incident/1`.
  public static let layout = RecordLayout(schema)

  /// In the order of the schema.
  public func write(to row: inout RecordWriter) {
    row.text("service", service)
    row.text("language", language)
    row.text("fingerprint", fingerprint)
    row.i64("attempt", attempt)
    row.text("title", title)
    row.time("first_seen", firstSeen)
    row.time("last_seen", lastSeen)
    row.i64("count", count)
    row.json("frames", list: frames)
    row.json("events", list: events)
    row.text("file", file)
    row.i64("line", line)
    row.text("symbol", symbol)
    row.text("type", type)
  }

  /// In the order of the schema.
  public init(row: inout RecordReader) throws(BridgeFailure) {
    self.init(
      id: row.id, parent: row.parent, at: row.at, service: row.text("service"), language: row.text("language"),
      fingerprint: row.text("fingerprint"), attempt: row.int("attempt"), title: row.text("title"),
      firstSeen: row.time("first_seen"), lastSeen: row.time("last_seen"), count: row.int("count"),
      frames: try row.list("frames"), events: try row.list("events"))
    file = row.optionalText("file")
    line = row.optionalInt("line")
    symbol = row.optionalText("symbol")
    type = row.optionalText("type")
  }
}
