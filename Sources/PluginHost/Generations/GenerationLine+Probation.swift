import Healing
import Synchronization

/// What becomes of a generation that is watched.
extension GenerationLine {
  /// The generation of this number is worse than the one before it: that one takes over again, in every stage.
  /// - Returns: false: it was not watched any more.
  func isWorse(_ number: Int, _ reason: String) async -> Bool {
    switch phase {
    case .rollingBack(let task):
      await task.value
      return true
    case .probation(let timer) where entry?.number == number:
      timer.cancel()
      let task = Task { await self.rollBack(reason) }
      phase = .rollingBack(task)
      await task.value
      return true
    default: return false
    }
  }

  private func rollBack(_ reason: String) async {
    var notes: [String] = []
    for seat in seats { notes += await seat.goBack(rules).map { "\(seat.stage): \($0)" } }
    if var bad = entry {
      bad.state = .rolledBack
      bad.note("taken back: \(reason)", at: now)
      for note in notes { bad.note(note, at: now) }
      store(bad)
      tell(bad.number, "taken back: \(reason)", isWarning: true)
    }
    if var back = good {
      back.note("in service again", at: now)
      back.state = .current
      store(back)
      entry = back
    }
    good = nil
    phase = .steady
  }

  /// The generation of this number is kept.
  func hasProved(_ number: Int, _ reason: String) {
    guard case .probation(let timer) = phase, var proved = entry, proved.number == number else { return }
    timer.cancel()
    phase = .steady
    if var old = good {
      old.state = .retired
      old.note("generation \(number) is kept", at: now)
      store(old)
    }
    good = nil
    if let generation = seats.lazy.compactMap({ $0.state.withLock { $0.current } }).first {
      // Without a copy there is nothing to fall back on after three crashes; it goes on all the same.
      do throws(PluginFailure) {
        try setup.ledger.keepGood(generation.library, of: id)
        try setup.staging.settle(generation.library)
      } catch {
        tell(number, "\(error)", isWarning: true)
      }
    }
    for seat in seats { seat.commit() }
    proved.state = .current
    proved.note("kept: \(reason)", at: now)
    store(proved)
    entry = proved
    tell(number, "kept: \(reason)")
  }
}
