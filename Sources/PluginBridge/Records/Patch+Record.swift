public import Healing

extension Patch {
  /// Of `homeostasis.patch/1`.
  public static let layout = RecordLayout(schema)

  /// In the order of the schema.
  public func write(to row: inout RecordWriter) {
    row.text("kind", kind.rawValue)
    row.text("base", base)
    row.text("title", title)
    row.f64("score", score)
    row.bool("suppresses", suppresses)
    row.json("files", files)
    row.json("act", ifPresent: act)
    row.text("diff", diff)
    row.i64("edits", edits)
    row.json("risk", ifPresent: risk)
    row.text("template", template)
  }

  /// In the order of the schema.
  public init(row: inout RecordReader) throws(BridgeFailure) {
    let (kind, base, title, score, suppresses): (Kind, String, String, Double, Bool) = (
      try row.word("kind"), row.text("base"), row.text("title"), row.f64("score"), row.bool("suppresses")
    )
    self.init(
      id: row.id, parent: row.parent, at: row.at, kind: kind, base: base, diff: nil, title: title, score: score,
      suppresses: suppresses, files: try row.list("files"))
    act = try row.optionalJSON("act")
    diff = row.optionalText("diff")
    edits = row.optionalInt("edits")
    risk = try row.optionalJSON("risk")
    template = row.optionalText("template")
  }
}
