import Glibc
import KeeperProtocol
import SystemCalls

/// Processes that end, by themselves or because they are told to.
extension Keeper {
  private static let crashPeriod = Duration.seconds(60)
  private static let crashesUntilRollback = 5
  private static let longestBackoff = Duration.seconds(10)
  /// A client whose last packet of three takes longer is given up.
  private static let halfOpenLimit = Duration.seconds(5)

  /// A process has ended.
  func ended(_ process: ServiceProcess) {
    loop.forget(process.pidfd)
    loop.cancel(process.timer)
    process.check?.cancel()
    process.killGroup()
    let supervised = isSupervised(process)
    let exit = takeExit(process)
    processes.removeAll { $0 === process }
    generations[process.generation]?.lastExit = exit
    exits = exits.suffix(15) + [exit]
    if supervised || waitingConnections(process) {
      scheduleRestart(process, supervised: supervised)
    } else {
      closeBacklog(process.slot)
    }
    recordAfterwards()
    tell(.exited(exit))
    startWaiting()
    process.answer(
      Refusal(
        .unhealthy,
        "generation \(process.generation) ended before it was healthy, with status \(exit.shellStatus.map { "\($0)" } ?? "unknown"): see \(specification?.log ?? "its log")"
      ))
    if held != nil { heldProcessEnded() }
    if isStopping && processes.isEmpty { finishStop() }
  }

  private func takeExit(_ process: ServiceProcess) -> KeeperEvent.Exit {
    // A process of an earlier keeper has another parent, which takes the status.
    let ending = try? process.child?.poll()
    lastExit = nextExit()
    return KeeperEvent.Exit(
      sequence: lastExit, generation: process.generation, pid: process.pid, code: ending?.code, signal: ending?.signal,
      expected: process.phase == .ending, current: process.generation == current && process.slot == group?.current,
      at: WallClock.nanoseconds(),
      ranMicroseconds: process.child == nil ? 0 : Int64((ContinuousClock.now - process.started) / .microseconds(1)),
      peakBytes: ending?.peakBytes ?? 0)
  }

  /// Grows also across boots, where no record is left: it starts from the time.
  func nextExit() -> Int64 { max(lastExit + 1, WallClock.nanoseconds() / 1000) }

  /// Whether a process that was emptying its backlog ended before it was done.
  private func waitingConnections(_ process: ServiceProcess) -> Bool {
    !isStopping && process.hadTraffic && process.phase != .starting && (group?.slots[process.slot].backlog ?? 0) > 0
  }

  /// Starts a process again on its slot, where the connections of its clients wait: at once, then slower and slower.
  private func scheduleRestart(_ process: ServiceProcess, supervised: Bool) {
    let generation = process.generation
    let now = ContinuousClock.now
    var crashes = (generations[generation]?.crashes ?? []).filter { now - $0 < Self.crashPeriod }
    crashes.append(now)
    generations[generation]?.crashes = crashes
    if crashes.count >= Self.crashesUntilRollback && rollBackAlone(from: generation) { return }
    let delay =
      crashes.count < 2
      ? Duration.zero : min(Self.longestBackoff, .milliseconds(100) * (1 << min(crashes.count - 2, 10)))
    restart(
      Restart(
        generation: generation, slot: process.slot, hadTraffic: process.hadTraffic, onlyEmpties: !supervised),
      after: delay)
  }

  func restart(_ restart: Restart, after delay: Duration) {
    let timer = loop.after(delay) { [unowned self] in
      restarts[restart.slot] = nil
      do throws(Refusal) {
        try spawn(restart.generation, on: restart.slot, hadTraffic: restart.hadTraffic).onlyEmpties =
          restart.onlyEmpties
      } catch {
        note(error.message)
        // A program that is missing, or a full disk, may be mended.
        self.restart(restart, after: Self.longestBackoff)
      }
    }
    restarts[restart.slot] = (restart, timer)
  }

  /// Nobody will accept what is left here.
  func closeBacklog(_ slot: Int) {
    guard let group, slot != group.current, group.slots[slot].backlog > 0 else { return }
    do throws(SystemError) {
      try group.slots[slot].file.setNonBlocking(true)
      while group.slots[slot].backlog > 0 { _ = try UnixSocket.accept(group.slots[slot].file) }
    } catch {
      if error.number != EAGAIN { note("\(error)") }
    }
  }

  /// Lets a process accept what waits for it, then tells it to end.
  func drain(_ process: ServiceProcess) {
    guard process.takesTraffic else { return }
    if process.phase == .starting || !process.hadTraffic {
      return end(process, within: process.phase == .healthy ? nil : .seconds(2))
    }
    process.phase = .emptying
    guard let group else { return }
    let begun = HalfOpen.clients(of: group.address.port, isSix: group.address.isSix)
    empty(process, begun, until: .now + Self.halfOpenLimit)
  }

  private func empty(_ process: ServiceProcess, _ begun: Set<String>, until limit: ContinuousClock.Instant) {
    guard let group, process.phase == .emptying else { return }
    var left = begun
    if !left.isEmpty { left.formIntersection(HalfOpen.clients(of: group.address.port, isSix: group.address.isSix)) }
    let isEmpty = left.isEmpty && group.slots[process.slot].backlog == 0
    if isEmpty || ContinuousClock.now >= limit { return end(process, within: nil) }
    process.timer = loop.after(.milliseconds(10)) { [unowned self] in empty(process, left, until: limit) }
  }

  /// Tells a process to end, and kills it when it takes too long.
  func end(_ process: ServiceProcess, within limit: Duration?) {
    guard process.phase != .ending else { return }
    process.check?.cancel()
    process.check = nil
    process.phase = .ending
    process.signal(SIGTERM)
    loop.cancel(process.timer)
    process.timer = loop.after(limit ?? specification?.drainTimeout ?? .seconds(30)) { [unowned self] in
      note("generation \(process.generation), process \(process.pid) did not end in time and is killed")
      process.killGroup()
      process.signal(SIGKILL)
    }
    recordAfterwards()
  }
}
