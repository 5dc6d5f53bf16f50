import Healing
import PluginBridge
import Synchronization

/// From one generation to another.
extension ReloadableInstance {
  /// Puts `new` into service, with the state of the one before it. The gate is closed meanwhile.
  /// - Returns: what could not be handed over, in words.
  /// - Throws: why `new` cannot take over; then the old one is in service as before.
  func switchOver(to new: Generation, _ rules: ProbationRules) async throws(StageFailure) -> [String] {
    defer { openGate() }
    guard await closeGate(within: rules.drain) else {
      throw StageFailure(
        .busy, code: "reload.busy", place: stage,
        message: "a call was still under way after \(rules.drain); reload when less is going on")
    }
    let (old, memory, emit) = state.withLock { ($0.current, $0.memory, $0.emit) }
    var notes: [String] = []
    do throws(StageFailure) {
      var saved: [RecordBatch] = []
      do throws(StageFailure) {
        try await old?.drain(emit, within: rules.drain)
        saved = try await old?.save(within: rules.drain) ?? []
      } catch {
        if error.kind != .crashed { throw error }
        notes.append("\(stage): the one before it died when it was to hand over, and its state is lost")
      }
      notes += try await new.restore(saved, within: rules.drain).map { "\(stage): \($0)" }
      // What was drained has moved a monitor on.
      try await new.begin(state.withLock { $0.memory })
    } catch {
      // What keeps the old one from going on is told by its next call.
      try? await old?.begin(memory)
      throw error
    }
    let superseded = state.withLock { state -> Generation? in
      let watched = state.before
      // While one is watched the last good one stays ready, and the watched one goes when a third comes.
      state.before = watched ?? old
      state.current = new
      state.refusal = nil
      return watched == nil ? nil : old
    }
    if let superseded { Task { await superseded.retire() } }
    return notes
  }

  /// Back to the generation that stands ready.
  /// - Returns: what went wrong with that, in words.
  func goBack(_ rules: ProbationRules) async -> [String] {
    guard let old = state.withLock({ $0.before }) else { return [] }
    defer { openGate() }
    var notes: [String] = []
    let isEmpty = await closeGate(within: rules.drain)
    let (new, emit) = state.withLock { ($0.current, $0.emit) }
    if isEmpty {
      // It is taken back because it does not do what it should.
      do throws(StageFailure) { try await new?.drain(emit, within: .seconds(5)) } catch { notes.append("\(error)") }
    } else {
      notes.append("a call of it is still under way, and is left to itself")
    }
    do throws(StageFailure) { try await old.begin(state.withLock { $0.memory }) } catch {
      notes.append("generation \(old.number) does not start again: \(error)")
    }
    state.withLock { state in
      state.current = old
      state.before = nil
    }
    if let new { Task { await new.retire() } }
    return notes
  }

  /// The generation in service is kept; the one that stood ready goes.
  func commit() {
    let old = state.withLock { state in
      defer { state.before = nil }
      return state.before
    }
    if let old { Task { await old.retire() } }
  }

  /// Puts `good` in place of a generation that crashes; nil: nothing, for the reason given.
  func replace(by good: Generation?, _ refusal: StageFailure) async {
    defer { openGate() }
    _ = await closeGate(within: .seconds(5))
    if let good {
      // What keeps it from working is told by its next call.
      try? await good.begin(state.withLock { $0.memory })
    }
    let gone = state.withLock { state in
      let gone = [state.current, state.before].compactMap { $0 }
      state.current = good
      state.before = nil
      state.refusal = good == nil ? refusal : nil
      return gone
    }
    Task { for generation in gone { await generation.retire() } }
  }

  private func closeGate(within limit: Duration) async -> Bool {
    let interrupt = state.withLock { state in
      state.isSwitching = true
      return state.interrupt
    }
    interrupt?()
    return await gate.close(within: limit)
  }

  private func openGate() {
    state.withLock { $0.isSwitching = false }
    gate.open()
  }
}
