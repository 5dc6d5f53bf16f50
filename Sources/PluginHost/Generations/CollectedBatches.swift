import PluginBridge
import Synchronization

/// What a call emits, kept.
final class CollectedBatches: Sendable {
  private let kept = Mutex<[(RecordBatch, Bool)]>([])

  /// Takes every batch.
  func take(_ batch: RecordBatch, _ durable: Bool) -> EmitAnswer {
    kept.withLock { $0.append((batch, durable)) }
    return .taken
  }

  /// In their order.
  var batches: [RecordBatch] { kept.withLock { $0.map(\.0) } }

  /// Hands everything on, in its order.
  func pass(to emit: @Sendable (RecordBatch, Bool) -> EmitAnswer) {
    for (batch, durable) in kept.withLock({ $0 }) where emit(batch, durable) == .enough { return }
  }
}
