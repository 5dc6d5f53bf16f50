import CHomeostasisPlugin
import Healing
import PluginBridge
import Synchronization
import SystemCalls

/// One loaded version of a plugin in one stage.
final class Generation: Sendable {
  let number: Int
  let library: StagedLibrary
  let instance: any PluginInstance
  let statistics = Mutex(CallStatistics())
  /// Passed by those who ask a drained generation again while the next one is watched.
  private let gate = GenerationGate()
  private let beginning = Mutex<Task<StageFailure?, Never>?>(nil)

  init(_ number: Int, _ library: StagedLibrary, _ instance: any PluginInstance) {
    self.number = number
    self.library = library
    self.instance = instance
  }

  var isStateful: Bool { instance.description.capabilities & HS_CAP_STATEFUL != 0 }
  var isPure: Bool { instance.description.capabilities & HS_CAP_PURE != 0 }
  var isExclusive: Bool { instance.description.capabilities & HS_CAP_EXCLUSIVE != 0 }

  /// Whether it was started, and not drained since.
  var isRunning: Bool { beginning.withLock { $0 != nil } }

  /// Somebody else has started it.
  func hasBegun() { beginning.withLock { $0 = Task { nil } } }

  /// Makes it ready for work, once: a monitor is told where to go on, and what was started before is started again.
  func begin(_ memory: StartMemory) async throws(StageFailure) {
    let task = beginning.withLock { task in
      if let task { return task }
      let new = Task { [instance] in await memory.begin(instance) }
      task = new
      return new
    }
    guard let failure = await task.value else { return }
    beginning.withLock { $0 = nil }
    throw failure
  }

  /// Ends what it has in flight.
  func drain(_ emit: (@Sendable (RecordBatch, Bool) -> EmitAnswer)?, within limit: Duration) async throws(StageFailure)
  {
    guard isRunning else { return }
    beginning.withLock { $0 = nil }
    let call = emit.map { PluginCall(id: "drain", timeout: limit, emit: $0) } ?? PluginCall(id: "drain", timeout: limit)
    _ = try await instance.perform(.drain, nil, call)
  }

  /// What it knows, once it is drained; empty when it keeps nothing.
  func save(within limit: Duration) async throws(StageFailure) -> [RecordBatch] {
    guard isStateful else { return [] }
    let saved = CollectedBatches()
    let call = PluginCall(id: "save", timeout: limit, emit: { batch, durable in saved.take(batch, durable) })
    _ = try await instance.perform(.save, nil, call)
    return saved.batches
  }

  /// Gives it what the generation before has saved; returns what is lost by it, in words.
  func restore(_ batches: [RecordBatch], within limit: Duration) async throws(StageFailure) -> [String] {
    guard isStateful else { return batches.isEmpty ? [] : ["it keeps no state: that of the one before it is dropped"] }
    var lost: [String] = []
    for batch in batches {
      do throws(StageFailure) {
        _ = try await instance.perform(.restore, batch, PluginCall(id: "restore", timeout: limit))
      } catch {
        if error.kind != .unsupported { throw error }
        lost.append("it does not know state of the schema \(batch.schema): it starts without")
      }
    }
    return lost
  }

  /// Asks it while another one is in service. Nil: it is retired.
  func ask(
    _ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall, _ memory: StartMemory
  ) async -> Result<PluginAnswer, StageFailure>? {
    guard await gate.enter() else { return nil }
    defer { gate.leave() }
    do throws(StageFailure) {
      try await begin(memory)
      return .success(try await instance.perform(verb, input, call))
    } catch {
      return .failure(error)
    }
  }

  /// Ends it for good, once nobody asks it any more, and forgets its file.
  func retire() async {
    gate.shut()
    _ = await gate.close(within: .seconds(30))
    await instance.retire()
    library.unlink()
  }
}
