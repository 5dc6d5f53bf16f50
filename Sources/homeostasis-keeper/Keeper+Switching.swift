import Glibc
import KeeperProtocol
import SystemCalls

/// Which generation gets the traffic, and what becomes of the others.
extension Keeper {
  /// One step: new connections go to `number` from now on.
  func switchTo(_ number: Int64, byItself: Bool = false) throws(Refusal) {
    try mayAct()
    if number == current { return }
    guard let process = processes.first(where: { $0.generation == number && $0.phase == .healthy }) else {
      throw Refusal(
        generations[number] == nil ? .absent : .unhealthy, "generation \(number) has no healthy process: start it first"
      )
    }
    let before = (current: current, previous: previous, slot: group?.current ?? 0)
    let goesBack = number < current
    current = number
    previous = goesBack ? 0 : before.current
    do throws(Refusal) {
      // The record names the slot by its number in the group, so the step comes first and is taken back on failure.
      try route(to: process.slot)
      try writeRecord()
    } catch {
      (current, previous) = (before.current, before.previous)
      do throws(Refusal) { try route(to: before.slot) } catch { note(error.message) }
      throw error
    }
    process.hadTraffic = true
    tell(.switched(current: number, byItself: byItself))
    // Whoever asked has waited for the step only.
    loop.after(.zero) { [unowned self] in settle() }
  }

  private func route(to slot: Int) throws(Refusal) {
    let begun = ContinuousClock.now
    do throws(SystemError) {
      try group?.route(to: slot)
    } catch {
      throw Refusal(.failed, "the switch could not be made: \(error)")
    }
    switchMicroseconds = Int64((ContinuousClock.now - begun) / .microseconds(1))
  }

  /// Brings every process to what its generation is now. What has been brought there already stays as it is, so a new
  /// keeper does the same to finish what the one before had begun.
  func settle() {
    for (slot, entry) in restarts where entry.restart.generation != current && entry.restart.generation != previous {
      loop.cancel(entry.timer)
      restarts[slot] = nil
      if group?.slots[slot].backlog ?? 0 > 0 {
        restart(Restart(generation: entry.restart.generation, slot: slot, onlyEmpties: true), after: .zero)
      }
    }
    for process in processes where process.takesTraffic && !process.onlyEmpties && isOver(process) { drain(process) }
    if previous != 0 { keepStandby() }
  }

  /// Whether there is nothing left to do for a process. One that is newer than the current generation and was never in
  /// service is a candidate.
  private func isOver(_ process: ServiceProcess) -> Bool {
    if process.generation == current { return process.slot != group?.current }
    if process.generation == previous { return false }
    return process.hadTraffic || process.generation < current
  }

  /// The generation before stands ready in a fresh process, so that the old one can be told to end: only then do
  /// clients that keep their connections reach the new one.
  private func keepStandby() {
    let generation = previous
    let own = processes.filter { $0.generation == generation && $0.takesTraffic }
    let old = own.filter(\.hadTraffic)
    guard specification?.keepsStandby == true else { return old.forEach(drain) }
    var standby = own.first { !$0.hadTraffic }
    if standby == nil && restarts.values.contains(where: { $0.restart.generation == generation }) { return }
    if standby == nil {
      do throws(Refusal) { standby = try spawn(generation, on: freeSlot()) } catch { return noStandby(error) }
    }
    if standby?.phase == .healthy { return old.forEach(drain) }
    standby?.waiters.append { [unowned self] refusal in
      if let refusal { return noStandby(refusal) }
      if generation == previous { old.forEach(drain) }
    }
  }

  private func noStandby(_ refusal: Refusal) {
    note("the old process goes on as the one that stands ready: \(refusal.message)")
  }

  /// Ends a generation that gets no traffic.
  func retire(_ number: Int64) throws(Refusal) {
    try mayAct()
    if number == current { throw Refusal(.busy, "generation \(number) gets the traffic: switch to another one first") }
    if previous == number { previous = 0 }
    try writeRecord()
    settle()
    for process in processes where process.generation == number { drain(process) }
    forgetEnded()
  }

  /// Generations without a process that are neither current nor kept ready, but for the newest few.
  private func forgetEnded() {
    let gone = generations.keys.filter { number in
      number != current && number != previous && !processes.contains { $0.generation == number }
    }
    for number in gone.sorted().dropLast(8) { generations[number] = nil }
  }

  /// The new generation keeps ending by itself and no host is there to decide: the one before takes over.
  func rollBackAlone(from generation: Int64) -> Bool {
    guard generation == current, previous != 0, !hostIsThere else { return false }
    do throws(Refusal) {
      try switchTo(previous, byItself: true)
      return true
    } catch {
      note(error.message)
      return false
    }
  }

  /// Ends everything in good order; the keeper follows.
  func beginStop() {
    if isStopping { return }
    isStopping = true
    tell(.stopping)
    for (slot, restart) in restarts {
      loop.cancel(restart.timer)
      restarts[slot] = nil
    }
    for process in processes { end(process, within: nil) }
    if processes.isEmpty { finishStop() }
  }

  func finishStop() {
    Record.remove(folder)
    // The answer to whoever asked goes out first.
    loop.after(.zero) { [unowned self] in loop.stop() }
  }
}
