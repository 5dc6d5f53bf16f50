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

  /// The ancestors of the kind's input, and the service.
  static func context(for kind: PluginDescription.Kind, of service: ServiceDescription) -> [RecordBatch] {
    let context = [RecordBatch([service])]
    return switch kind {
    case .monitor: context
    case .analyzer: context + [RecordBatch([event])]
    case .patcher: context + [RecordBatch([event]), RecordBatch([incident])]
    case .tester, .deployer: context + [RecordBatch([event]), RecordBatch([incident]), RecordBatch([diagnosis])]
    }
  }

  /// The service of ``SampleTree``, where nobody has written it.
  static let service = ServiceDescription(name: SampleTree.name, language: SampleTree.language, root: "/nonexistent")

  private static let at = Timestamp(nanoseconds: 1_700_000_000_000_000_000)
  private static let event: Event = {
    var event = Event(
      id: "e1", at: at, service: SampleTree.name, source: "log", signal: .error, severity: .error,
      message: "KeyError: 'price'")
    event.type = "KeyError"
    event.trace = SampleTree.trace
    return event
  }()
  private static let incident = Incident(
    id: "i1", parent: "e1", at: at, service: "shop", language: "python", fingerprint: "f1", title: "KeyError: 'price'",
    type: "KeyError", firstSeen: at, lastSeen: at,
    frames: [StackFrame(file: "shop/basket.py", line: 12, symbol: "total", project: true)], events: ["e1"])
  private static let diagnosis = Diagnosis(
    id: "d1", parent: "i1", at: at, cause: "KeyError: 'price'", category: "missing-key", confidence: 0.9,
    exceptions: [
      ThrownException(
        type: "KeyError", message: "'price'",
        frames: [StackFrame(file: "shop/basket.py", line: 12, symbol: "total", project: true)])
    ],
    locations: [Location(file: "shop/basket.py", line: 12, symbol: "total", score: 1)],
    reproduction: Reproduction(kind: .test, exception: "KeyError"))
  private static let patch = Patch(
    id: "p1", parent: "d1", at: at, base: "", diff: SampleTree.mend, title: "asks with get", score: 0.5)
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
