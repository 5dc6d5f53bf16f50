public import Healing

extension Cursor {
  /// Of `homeostasis.cursor/1`.
  public static let layout = RecordLayout(schema)

  /// In the order of the schema.
  public func write(to row: inout RecordWriter) {
    row.text("monitor", monitor)
    row.text("stream", stream)
    row.bytes("position", position)
  }

  /// In the order of the schema.
  public init(row: inout RecordReader) throws(BridgeFailure) {
    self.init(
      monitor: row.text("monitor"), stream: row.text("stream"), position: row.bytes("position"), at: row.at)
  }
}
