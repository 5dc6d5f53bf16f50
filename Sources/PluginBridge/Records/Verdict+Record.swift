public import Healing

extension Verdict {
  /// Of `homeostasis.verdict/1`.
  public static let layout = RecordLayout(schema)

  /// In the order of the schema.
  public func write(to row: inout RecordWriter) {
    row.text("result", result.rawValue)
    row.text("reason", reason)
    row.text("patch_hash", patchHash)
    row.text("tree", tree)
    row.bool("reproduced_before", reproducedBefore)
    row.bool("fixed_after", fixedAfter)
    row.i64("passed", passed)
    row.i64("failed", failed)
    row.i64("skipped", skipped)
    row.i64("flaky", flaky)
    row.i64("duration_ns", durationNs)
    row.json("failures", failures)
    row.text("log", log)
    row.i64("processes", processes)
  }

  /// In the order of the schema.
  public init(row: inout RecordReader) throws(BridgeFailure) {
    self.init(
      id: row.id, parent: row.parent, at: row.at, result: try row.word("result"), reason: row.text("reason"),
      patchHash: row.text("patch_hash"), tree: row.text("tree"), reproducedBefore: row.bool("reproduced_before"),
      fixedAfter: row.bool("fixed_after"), passed: row.int("passed"), failed: row.int("failed"),
      skipped: row.int("skipped"), flaky: row.int("flaky"), duration: .nanoseconds(row.i64("duration_ns")),
      failures: try row.list("failures"))
    log = row.optionalText("log")
    processes = row.optionalInt("processes")
  }
}
