import Glibc
import Healing
import PluginBridge
import Synchronization

/// Hands what a monitor emits to the host, and lets the monitor's thread wait until it is stored.
final class ObservedBatches: Sendable {
  private let monitor: String
  private let takeBatch: @Sendable (ObservedBatch) async throws(StageFailure) -> Void
  /// The last stored cursor of each stream.
  let cursors = Mutex([String: Cursor]())

  init(monitor: String, take: @Sendable @escaping (ObservedBatch) async throws(StageFailure) -> Void) {
    self.monitor = monitor
    takeBatch = take
  }

  /// Called on the plugin's own thread, which may block.
  func take(_ batch: RecordBatch) -> EmitAnswer {
    let observed: ObservedBatch
    do throws(BridgeFailure) {
      let cursor =
        batch.cursor.isEmpty
        ? nil : Cursor(monitor: monitor, stream: batch.stream, position: batch.cursor, at: .unknown)
      observed = ObservedBatch(events: try batch.count == 0 ? [] : batch.values(), cursor: cursor)
    } catch {
      return .invalid
    }
    let stored = BlockingResult<EmitAnswer>()
    Task { [takeBatch] in
      do throws(StageFailure) {
        try await takeBatch(observed)
        stored.set(.taken)
      } catch {
        stored.set(error.kind == .busy ? .busy : .failed)
      }
    }
    let answer = stored.wait()
    if answer == .taken, let cursor = observed.cursor { cursors.withLock { $0[cursor.stream] = cursor } }
    return answer
  }
}
