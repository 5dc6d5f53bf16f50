import Glibc
import Healing
import PluginBridge
import Synchronization

/// One call by the generation in service, judged where that is watched.
struct Trial {
  let seat: ReloadableInstance
  let line: GenerationLine
  let current: Generation
  /// The one that stands ready; nil: `current` is not watched.
  let before: Generation?

  func perform(
    _ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall
  ) async -> Result<PluginAnswer, StageFailure> {
    if verb == .poll { return await poll(call) }
    guard verb.isWork, let input else {
      let result = await Self.result { () async throws(StageFailure) in
        try await current.instance.perform(verb, input, call)
      }
      if verb == .start, case .success = result { current.hasBegun() }
      return result
    }
    // A deployer's rows must be stored before the effects that they name: they cannot be held back.
    let holdsBack = before != nil && verb.raisesCandidates
    let collected = holdsBack || current.isPure ? CollectedBatches() : nil
    var watched = call
    if let collected {
      watched.emit = { batch, durable in
        let answer = collected.take(batch, durable)
        return holdsBack ? answer : call.emit(batch, durable)
      }
    }
    let result = await Self.result { () async throws(StageFailure) in
      try await current.instance.perform(verb, input, watched)
    }
    guard case .success(let answer) = result else { return result }
    current.statistics.withLock { $0.ended(after: answer.took, rows: input.count) }
    if holdsBack { collected?.pass(to: call.emit) }
    if current.isPure, let collected {
      let replay = ReplayMemory.Replay(verb: verb, input: input, call: call, output: collected.batches)
      seat.state.withLock { $0.replays.keep(replay) }
    }
    return result
  }

  /// A poll waits for data, so a reload may end it early: what it has emitted counts, and the next goes on from there.
  private func poll(_ call: PluginCall) async -> Result<PluginAnswer, StageFailure> {
    let (seat, current) = (seat, current)
    var watched = call
    watched.emit = { batch, durable in
      let answer = call.emit(batch, durable)
      if answer == .taken { seat.state.withLock { $0.memory.took(batch, of: seat.stage) } }
      return answer
    }
    let task = Task { [watched] in
      await Self.result { () async throws(StageFailure) in try await current.instance.perform(.poll, nil, watched) }
    }
    let late = seat.state.withLock { state in
      state.emit = watched.emit
      state.interrupt = { task.cancel() }
      return state.isSwitching
    }
    if late { task.cancel() }
    let result = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    seat.state.withLock { $0.interrupt = nil }
    // Ended by the reload and not by the caller: to the caller it is a poll that found nothing.
    if case .failure(let error) = result, error.kind == .cancelled, !Task.isCancelled {
      return .success(PluginAnswer(status: 0))
    }
    return result
  }

  /// Takes the generation back when this call has shown that it is worse.
  func judge() async {
    guard let before else { return }
    let (new, old) = (current.statistics.withLock { $0 }, before.statistics.withLock { $0 })
    if let reason = line.rules.worse(new, than: old) {
      _ = await line.isWorse(current.number, "\(seat.stage): \(reason)")
    } else if new.good >= line.rules.calls {
      await line.hasProved(current.number, "\(new.good) good calls")
    }
  }

  /// What follows from a failed call: the answer of the old generation, or nil: the call is worth repeating, because
  /// another generation is in service now.
  /// - Throws: the failure, which stands.
  func afterFailure(
    _ error: StageFailure, _ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall
  ) async throws(StageFailure) -> PluginAnswer? {
    if Task.isCancelled || error.kind == .cancelled { throw error }
    if error.endsProcess || error.code == "plugin.hung" {
      if await line.crashed(seat, current, error) { return nil }
      throw error
    }
    guard let before, verb.isWork, !current.isExclusive, error.kind == .failed || error.kind == .invalid else {
      throw error
    }
    let memory = seat.state.withLock { $0.memory }
    let again = call.again(attempt: call.attempt + 1)
    guard case .success(let answer)? = await before.ask(verb, input, again, memory) else { throw error }
    current.statistics.withLock { $0.regressed() }
    line.tell(
      current.number, "\(seat.stage): it failed (\(error)) where generation \(before.number) did not", isWarning: true)
    await judge()
    return answer
  }

  private static func result(
    _ body: () async throws(StageFailure) -> PluginAnswer
  ) async -> Result<PluginAnswer, StageFailure> {
    do throws(StageFailure) { return .success(try await body()) } catch { return .failure(error) }
  }
}

extension PluginVerb {
  /// The functions that a record is given to.
  var isWork: Bool { rawValue >= PluginVerb.analyze.rawValue }

  /// Those whose answers have no effect before the call has ended.
  var raisesCandidates: Bool { self == .analyze || self == .propose || self == .verify }
}
