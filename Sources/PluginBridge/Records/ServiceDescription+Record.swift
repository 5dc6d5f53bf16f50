public import Healing

extension ServiceDescription {
  /// Of `homeostasis.service/1`.
  public static let layout = RecordLayout(schema)

  /// In the order of the schema.
  public func write(to row: inout RecordWriter) {
    row.text("name", name)
    row.text("language", language)
    row.text("root", root)
    row.text("tree", tree)
    row.json("test", list: test)
    row.json("run", list: run)
    row.text("mode", mode.rawValue)
    row.text("health", health)
    row.text("listen", listen)
  }

  /// In the order of the schema.
  public init(row: inout RecordReader) throws(BridgeFailure) {
    self.init(
      name: row.text("name"), language: row.text("language"), root: row.text("root"), tree: row.text("tree"),
      test: try row.list("test"), run: try row.list("run"))
    mode = try row.word("mode")
    health = row.optionalText("health")
    listen = row.optionalText("listen")
  }
}
