import Healing
import PluginBridge

/// The last calls of a plugin that may be replayed, with their answers.
struct ReplayMemory: Sendable {
  /// One call that ended well.
  struct Replay: Sendable {
    let verb: PluginVerb
    let input: RecordBatch
    let call: PluginCall
    let output: [RecordBatch]
  }

  /// The oldest first.
  private(set) var calls: [Replay] = []
  private var rows = 0

  private static let callsAtMost = 32
  private static let rowsAtMost = 2048

  /// Keeps a call, and forgets older ones in its place.
  mutating func keep(_ replay: Replay) {
    let count = replay.input.count
    if count > Self.rowsAtMost { return }
    calls.append(replay)
    rows += count
    while calls.count > Self.callsAtMost || rows > Self.rowsAtMost { rows -= calls.removeFirst().input.count }
  }
}

extension ReplayMemory.Replay {
  /// The records that `other` answers differently.
  func differences(from other: [RecordBatch]) -> [ShadowDifference] {
    let (old, new) = (Self.answers(output), Self.answers(other))
    return Set(old.keys).union(new.keys).sorted().compactMap { record in
      let (before, now) = (old[record] ?? "no answer", new[record] ?? "no answer")
      return before == now
        ? nil : ShadowDifference(record: record, old: String(before.prefix(500)), new: String(now.prefix(500)))
    }
  }

  /// What was said of each record, in words. Ids and times are left out: they may differ from call to call.
  private static func answers(_ batches: [RecordBatch]) -> [String: String] {
    var answers: [String: String] = [:]
    for batch in batches {
      for row in batch.rows {
        let cells = zip(batch.keys, row.cells).filter { $1 != .null }.map { "\($0)=\($1.inWords)" }.joined(
          separator: " ")
        answers[row.parent, default: ""] += (answers[row.parent] == nil ? "" : "; ") + cells
      }
    }
    return answers
  }
}

extension Cell {
  /// For a comparison that a person reads.
  fileprivate var inWords: String {
    switch self {
    case .null: "null"
    case .bool(let truth): "\(truth)"
    case .i64(let number), .time(let number): "\(number)"
    case .f64(let number): "\(number)"
    case .text(let text), .json(let text): text
    case .bytes(let bytes): "\(bytes.count) bytes \(bytes.prefix(16))"
    }
  }
}
