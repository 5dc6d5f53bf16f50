import Healing
import PluginBridge
import PluginHost

/// Made-up but valid input for each kind of plugin.
enum SampleRecords {
  /// Of the kind's first function, `count` rows with ids of their own.
  static func input(for kind: PluginDescription.Kind, count: Int) -> RecordBatch {
    let batch: RecordBatch =
      switch kind {
      case .monitor: RecordBatch([Cursor]())
      case .analyzer: RecordBatch([incident])
      case .patcher: RecordBatch([diagnosis])
      case .tester, .deployer: RecordBatch([patch])
      }
    return batch.repeated(count)
  }

  /// What every call has beside its input.
  static let context = [RecordBatch([service])]

  /// The ancestors of the kind's input.
  static func context(for kind: PluginDescription.Kind) -> [RecordBatch] {
    switch kind {
    case .monitor: context
    case .analyzer: context + [RecordBatch([event])]
    case .patcher: context + [RecordBatch([event]), RecordBatch([incident])]
    case .tester, .deployer: context + [RecordBatch([event]), RecordBatch([incident]), RecordBatch([diagnosis])]
    }
  }

  private static let at = Timestamp(nanoseconds: 1_700_000_000_000_000_000)
  private static let service = ServiceDescription(name: "shop", language: "python", root: "/nonexistent")
  private static let event = Event(
    id: "e1", at: at, service: "shop", source: "log", signal: .error, severity: .error,
    message: "KeyError: 'price'")
  private static let incident = Incident(
    id: "i1", parent: "e1", at: at, service: "shop", language: "python", fingerprint: "f1", title: "KeyError: 'price'",
    type: "KeyError", firstSeen: at, lastSeen: at,
    frames: [StackFrame(file: "shop/basket.py", line: 12, symbol: "total", project: true)], events: ["e1"])
  private static let diagnosis = Diagnosis(
    id: "d1", parent: "i1", at: at, cause: "KeyError: 'price'", category: "KeyError", confidence: 0.9)
  private static let patch = Patch(
    id: "p1", parent: "d1", at: at, base: "",
    diff: "--- a/shop/basket.py\n+++ b/shop/basket.py\n@@ -1 +1 @@\n-a\n+b\n", title: "asks with get", score: 0.5)
}

extension RecordBatch {
  /// The first row `count` times, each with an id of its own.
  func repeated(_ count: Int) -> RecordBatch {
    guard let first = rows.first else { return self }
    var batch = self
    batch.rows = (0..<count).map { number in
      var row = first
      row.id = "\(first.id)-\(number)"
      return row
    }
    return batch
  }
}
