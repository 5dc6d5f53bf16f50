import Glibc
import KeeperProtocol
import SystemCalls

/// The first request of a host: binding the address, or going on where another keeper was killed.
extension Keeper {
  func configure(_ wanted: ServiceSpecification, _ files: [OwnedFile]) throws(Refusal) {
    guard let address = ListenAddress(wanted.listen) else {
      throw Refusal(.invalid, "`\(wanted.listen)` is not an address: write 127.0.0.1:8080 or [::1]:8080")
    }
    if let group {
      let same = address == group.address || address.port == 0 && specification?.listen == wanted.listen
      if !same {
        throw Refusal(.invalid, "the service listens on \(group.address): stop it before it can move to \(address)")
      }
      specification = wanted
      return
    }
    specification = wanted
    if held != nil { return heldProcessEnded() }
    if let record = try lastRecord() { return try takeOver(record, files) }
    Record.remove(folder, others: true)
    try bind(address)
  }

  private func lastRecord() throws(Refusal) -> Record? {
    do throws(ProtocolFailure) {
      return try Record.read(folder)
    } catch {
      throw Refusal(
        .held,
        "the record in \(folder.path) cannot be used (\(error)): end the service's processes by hand, then delete it")
    }
  }

  private func bind(_ address: ListenAddress) throws(Refusal) {
    do throws(SystemError) {
      group = try ListenGroup(on: address)
    } catch {
      let remedy = error.number == EADDRINUSE ? "something else listens there: stop it, or choose another address" : ""
      throw Refusal(.address, "\(address) cannot be taken: \(error)\(remedy.isEmpty ? "" : "; \(remedy)")")
    }
    watchSlots()
    try writeRecord()
  }

  /// A service that shuts its listening socket down takes it out of the group.
  private func watchSlots() {
    for socket in group?.slots ?? [] { loop.watch(socket.file, 0) { [unowned self] _ in repairSlots() } }
  }

  private func repairSlots() {
    do throws(SystemError) {
      if try group?.repair() == true { note("a socket that its process had shut down listens again") }
      recordAfterwards()
    } catch {
      note("a socket that its process has shut down does not listen again: \(error)")
      for socket in group?.slots ?? [] { loop.forget(socket.file) }
      loop.after(.seconds(1)) { [unowned self] in watchSlots() }
    }
  }
}

extension Keeper {
  private func takeOver(_ record: Record, _ files: [OwnedFile]) throws(Refusal) {
    for generation in record.generations { generations[generation.number] = Generation(request: generation) }
    (current, previous, lastExit) = (record.current, record.previous, record.lastExit)
    var dead: [Record.Process] = []
    do throws(SystemError) {
      for entry in record.processes {
        if let process = try ServiceProcess(adopting: entry) { adopt(process) } else { dead.append(entry) }
      }
      let sockets = try sockets(of: record, files)
      group = try ListenGroup(taking: sockets, on: record.address, index: record.index, current: record.currentSlot)
    } catch {
      if processes.isEmpty { throw Refusal(.address, "\(record.address) cannot be taken again: \(error)") }
      return hold(record, "\(error)")
    }
    watchSlots()
    for process in processes { resume(process) }
    for entry in dead { report(entry) }
    if !processes.contains(where: { $0.slot == record.currentSlot }) && current != 0 {
      restart(Restart(generation: current, slot: record.currentSlot), after: .zero)
    }
    settle()
    recordAfterwards()
  }

  /// The recorded sockets: the host's copies, else taken out of the processes that were lent them. Nil: only that it is
  /// in nobody's hands.
  private func sockets(of record: Record, _ files: [OwnedFile]) throws(SystemError) -> [ListenSocket?] {
    let offered = files.map(ListenSocket.init(taking:))
    var sockets: [ListenSocket?] = []
    for (slot, cookie) in record.cookies.enumerated() {
      if let socket = offered.first(where: { $0.cookie == cookie && $0.isListening }) {
        sockets.append(socket)
        continue
      }
      var found: ListenSocket?
      for process in processes where process.slot == slot && found == nil && process.phase != .ending {
        found = try takeSocket(cookie, of: process)
      }
      sockets.append(found)
    }
    return sockets
  }

  /// Nil: the process is just ending, and has closed its files already.
  private func takeSocket(_ cookie: UInt64, of process: ServiceProcess) throws(SystemError) -> ListenSocket? {
    let failure: SystemError
    do throws(SystemError) {
      let file = try ProcessTable.takeSocket(cookie: cookie, of: process.pid, process.pidfd)
      if let file { return ListenSocket(taking: file) }
      failure = SystemError("process \(process.pid) no longer holds its listening socket: pidfd_getfd", number: ENOENT)
    } catch {
      failure = error
    }
    if ProcessTable.hasEnded(process.pidfd, within: .milliseconds(500)) { return nil }
    throw failure
  }

  private func resume(_ process: ServiceProcess) {
    switch process.phase {
    case .starting, .unhealthy:
      process.phase = .starting
      checkHealth(of: process)
    case .healthy: break
    case .emptying:
      process.phase = .healthy
      drain(process)
    case .ending:
      process.phase = .healthy
      end(process, within: nil)
    }
  }

  /// It ended while there was no keeper.
  private func report(_ entry: Record.Process) {
    if entry.pid == 0 { return }
    lastExit = nextExit()
    let isCurrent = entry.generation == current && entry.slot == group?.current
    let exit = KeeperEvent.Exit(
      sequence: lastExit, generation: entry.generation, pid: entry.pid, code: nil, signal: nil,
      expected: entry.phase == .ending, current: isCurrent, at: WallClock.nanoseconds(), ranMicroseconds: 0,
      peakBytes: 0)
    generations[entry.generation]?.lastExit = exit
    exits = exits.suffix(15) + [exit]
    tell(.exited(exit))
  }

  /// The service goes on serving, and nothing is done to it.
  private func hold(_ record: Record, _ reason: String) {
    heldAddress = record.address
    let pids = processes.map { "\($0.pid)" }.joined(separator: ", ")
    held =
      "the service still serves \(record.address) in process \(pids), which could not be taken over (\(reason)): "
      + "it is left alone; end it by hand and it is started again"
    tell(.held(held))
  }

  /// What could not be taken over has ended: the address is free for a new start.
  func heldProcessEnded() {
    guard processes.isEmpty, let address = heldAddress else { return }
    do throws(Refusal) {
      try bind(address)
      held = nil
      tell(.held(nil))
      previous = 0
      if current != 0, let group { restart(Restart(generation: current, slot: group.current), after: .zero) }
    } catch {
      held = error.message
      tell(.held(held))
    }
  }
}
