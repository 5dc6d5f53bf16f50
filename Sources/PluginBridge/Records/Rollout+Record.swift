public import Healing

extension Rollout {
  /// Of `homeostasis.rollout/1`.
  public static let layout = RecordLayout(schema)

  /// In the order of the schema.
  public func write(to row: inout RecordWriter) {
    row.text("rollout", rollout)
    row.text("service", service)
    row.text("target", target)
    row.text("state", state.rawValue)
    row.i64("generation", generation)
    row.i64("previous", previous)
    row.text("patch_hash", patchHash)
    row.text("tree", tree)
    row.json("undo", undo)
    row.f64("exposure", exposure)
    row.json("timings", ifPresent: timings)
  }

  /// In the order of the schema.
  public init(row: inout RecordReader) throws(BridgeFailure) {
    self.init(
      id: row.id, parent: row.parent, at: row.at, rollout: row.text("rollout"), service: row.text("service"),
      target: row.text("target"), state: try row.word("state"), generation: row.i64("generation"),
      previous: row.i64("previous"), patchHash: row.text("patch_hash"), tree: row.text("tree"),
      undo: try row.json("undo"))
    exposure = row.optionalF64("exposure")
    timings = try row.optionalJSON("timings")
  }
}
