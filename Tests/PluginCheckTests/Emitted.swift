import PluginBridge
import PluginHost
import Synchronization

/// What a plugin emitted during calls.
final class Emitted: Sendable {
  private let all = Mutex<[RecordBatch]>([])

  var batches: [RecordBatch] { all.withLock { $0 } }

  func take(_ batch: RecordBatch) -> EmitAnswer {
    all.withLock { $0.append(batch) }
    return .taken
  }
}
