import CHomeostasisPlugin
import PluginBridge
import PluginHost

/// State that one generation hands to the next.
extension Check {
  static let stateChecks = [state, stateGarbage]

  private static let state = Check(
    name: "state", summary: "what is saved, restored and saved again is the same",
    whenCrashed: "save or restore ended the process"
  ) { bench throws(Finding) in
    let first = try bench.started()
    let states = first.description.capabilities & HS_CAP_STATEFUL != 0
    _ = first.work(SampleRecords.input(for: first.description.kind, count: 2))
    _ = first.drain()
    guard let saved = try stateOf(first, says: states) else { throw .skipped("it keeps no state") }
    first.destroy()
    let second = try bench.subject()
    if second.create() != HS_OK { throw .failed("create for the second generation fails") }
    for batch in saved {
      guard let status = second.restore(batch) else { throw .failed("it has save and no restore") }
      if status != HS_OK { throw .failed("restore answers \(StatusName.of(status)) to its own state") }
    }
    guard let again = try stateOf(second, says: states) else { throw .failed("save is gone") }
    second.destroy()
    if again != saved { throw .failed("state that went through restore and save is another one: something is lost") }
    return "\(saved.count) batches"
  }

  private static func stateOf(_ subject: Subject, says: Bool) throws(Finding) -> [RecordBatch]? {
    guard let (status, batches) = subject.save() else {
      if says { throw .failed("it says HS_CAP_STATEFUL and has no save") }
      return nil
    }
    if status != HS_OK { throw .failed("save answers \(StatusName.of(status))") }
    return batches
  }

  private static let stateGarbage = Check(
    name: "state-garbage", summary: "state that it does not know is refused, and garbage does no harm",
    whenCrashed: "state that is garbage ended the process: it may come from a newer version or a broken disk"
  ) { bench throws(Finding) in
    let subject = try bench.subject()
    if subject.create() != HS_OK { throw .failed("create fails") }
    let keys = ["count", "\u{0}", "value", "state"]
    let garbage = RecordBatch(
      schema: "org.example.unknown/9", keys: keys,
      rows: [.init(id: "", parent: "", at: -1, cells: [.bytes([0xFF, 0x00]), .null, .i64(.min), .json("{")])])
    guard let status = subject.restore(garbage) else { throw .skipped("it has no restore") }
    if status == HS_OK {
      throw .failed("restore answers HS_OK to a schema that it cannot know: answer HS_UNSUPPORTED")
    }
    if let own = subject.save()?.state.first {
      var twisted = own
      twisted.rows = [.init(id: "x", parent: "", at: 0, cells: own.keys.map { _ in .bytes([0xFF]) })]
      _ = subject.restore(twisted)
      twisted.rows = []
      twisted.keys = []
      _ = subject.restore(twisted)
    }
    subject.destroy()
    return StatusName.of(status)
  }
}
