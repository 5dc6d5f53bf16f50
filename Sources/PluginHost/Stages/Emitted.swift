import Healing
import PluginBridge
import Synchronization

/// The records that one call emits, read as they come.
final class Emitted<Output: Record>: Sendable {
  private struct State {
    var outputs: [Output] = []
    var failure: StageFailure?
  }
  private let state = Mutex(State())
  private let journal: Journal?

  init(_ journal: Journal?) { self.journal = journal }

  /// Takes a batch; a row of a rollout is stored before the answer.
  func take(_ batch: RecordBatch) -> EmitAnswer {
    if batch.schema != Output.schema { return .taken }
    do throws(BridgeFailure) {
      let values: [Output] = try batch.values().map(Self.identified)
      if let journal {
        for case let rollout as Rollout in values {
          do throws(StageFailure) { try journal(rollout) } catch {
            state.withLock { $0.failure = error }
            return .failed
          }
        }
      }
      state.withLock { $0.outputs += values }
      return .taken
    } catch {
      state.withLock {
        $0.failure = StageFailure(.failed, code: "plugin.records", place: "", message: error.description)
      }
      return .invalid
    }
  }

  func result(of stage: String) throws(StageFailure) -> [Output] {
    let state = state.withLock { $0 }
    guard var failure = state.failure else { return state.outputs }
    if failure.place.isEmpty { failure.place = stage }
    throw failure
  }

  /// A record without an id is named by its content, so that the same answer is the same record.
  private static func identified(_ value: Output) -> Output {
    guard value.recordID.isEmpty else { return value }
    var value = value
    value.recordID = RecordIdentity.of(value)
    return value
  }
}
