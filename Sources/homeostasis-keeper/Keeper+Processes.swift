import Glibc
import KeeperProtocol
import SystemCalls

/// Starting processes, and what follows when they end.
extension Keeper {
  /// Starts a process of a generation that gets no traffic yet; `done` is called once it is healthy or has failed.
  func start(_ request: KeeperRequest.Generation, done: @escaping (Refusal?) -> Void) throws(Refusal) {
    try mayAct()
    if let running = mainProcess(of: request.number), running.takesTraffic {
      if running.phase == .healthy { return done(nil) }
      if running.phase == .starting { return running.waiters.append(done) }
    }
    let slot: Int
    do throws(Refusal) { slot = try freeSlot() } catch { return wait(for: request, done, error) }
    closeBacklog(slot)
    generations[request.number] = Generation(request: request)
    let process = try spawn(request.number, on: slot)
    process.waiters.append(done)
  }

  /// Generations that end make room.
  private func wait(for request: KeeperRequest.Generation, _ done: @escaping (Refusal?) -> Void, _ refusal: Refusal) {
    let limit = specification?.drainTimeout ?? .zero
    waitingStarts.append(WaitingStart(request: request, until: .now + limit, done: done))
    loop.after(limit) { [unowned self] in
      let late = waitingStarts.filter { $0.until <= .now }
      waitingStarts.removeAll { $0.until <= .now }
      for start in late { start.done(refusal) }
    }
  }

  /// Tries again what has waited for a slot.
  func startWaiting() {
    let waiting = waitingStarts
    waitingStarts = []
    for entry in waiting {
      do throws(Refusal) {
        _ = try freeSlot()
        try start(entry.request, done: entry.done)
      } catch {
        if error.code == .busy && !isStopping { waitingStarts.append(entry) } else { entry.done(error) }
      }
    }
  }

  func mayAct() throws(Refusal) {
    if let held { throw Refusal(.held, held) }
    if isStopping { throw Refusal(.busy, "the service is being stopped") }
    if group == nil { throw Refusal(.unconfigured, "the keeper is not configured yet") }
  }

  /// A slot without a process. While nothing serves, connections already wait on the current one.
  func freeSlot() throws(Refusal) -> Int {
    guard let group else { throw Refusal(.unconfigured, "the keeper is not configured yet") }
    let taken = Set(processes.map(\.slot)).union(restarts.keys)
    if current == 0 && !taken.contains(group.current) { return group.current }
    guard
      let slot = group.slots.indices.first(where: { !taken.contains($0) && $0 != group.current && $0 != group.tail })
    else {
      throw Refusal(.busy, "all \(group.slots.count) sockets are in use by generations that still end: try again later")
    }
    return slot
  }

  /// Starts a process and its health check.
  @discardableResult
  func spawn(_ generation: Int64, on slot: Int, hadTraffic: Bool = false) throws(Refusal) -> ServiceProcess {
    guard let specification, let group, let known = generations[generation] else {
      throw Refusal(.absent, "generation \(generation) is not known: stage it first")
    }
    launches += 1
    let launch = "\(WallClock.nanoseconds()).\(launches)"
    let entry = Record.Process(
      launch: launch, generation: generation, slot: slot, pid: 0, startTime: 0, phase: .starting,
      hadTraffic: hadTraffic || slot == group.current)
    launching = entry
    defer { launching = nil }
    try writeRecord()
    let child: ChildProcess
    do throws(SystemError) {
      // The flag belongs to the socket and not to a process: the one before may have set it.
      try group.slots[slot].file.setNonBlocking(false)
      child = try specification.spawn(known.request, launch: launch, listening: group.slots[slot].file)
    } catch {
      throw Refusal(.failed, "generation \(generation) cannot be started: \(error)")
    }
    let process = ServiceProcess(child: child, entry)
    adopt(process)
    launching = nil
    recordAfterwards()
    checkHealth(of: process)
    return process
  }

  func adopt(_ process: ServiceProcess) {
    processes.append(process)
    loop.watch(process.pidfd) { [unowned self] _ in ended(process) }
  }

  func checkHealth(of process: ServiceProcess) {
    guard let specification, let group else { return }
    let slot = process.slot
    let access = HealthCheck.Access(
      target: group.address.reachable,
      open: { [unowned self] source throws(SystemError) in try self.group?.except(source, to: slot) },
      close: { [unowned self] source in
        do throws(SystemError) { try self.group?.forget(source) } catch { note("\(error)") }
      },
      backlog: { [unowned self] in self.group?.slots[slot].backlog ?? 0 })
    process.check = HealthCheck(
      path: specification.health, within: specification.healthTimeout, access: access, loop: loop
    ) { [unowned self] outcome in checked(process, outcome) }
  }

  private func checked(_ process: ServiceProcess, _ outcome: HealthCheck.Outcome) {
    process.check = nil
    switch outcome {
    case .healthy:
      process.phase = .healthy
      let took = ContinuousClock.now - process.started
      generations[process.generation]?.startMicroseconds = Int64(took / .microseconds(1))
      recordAfterwards()
      tell(.healthy(generation: process.generation, pid: process.pid))
      process.answer(nil)
      if process.onlyEmpties { drain(process) }
    case .unhealthy(let last):
      process.phase = .unhealthy
      let supervised = isSupervised(process)
      let limit = specification?.healthTimeout.wholeMilliseconds ?? 0
      process.answer(
        Refusal(
          .unhealthy,
          "generation \(process.generation) was not healthy within \(limit) ms (\(last)): see \(log(of: process))"))
      // What has the traffic, or stands ready, stays: an operator may know better than its health path.
      if supervised { recordAfterwards() } else { end(process, within: .seconds(2)) }
    }
  }

  func log(of process: ServiceProcess) -> String { specification?.log(of: process.generation) ?? "its log" }

  /// Whether a process is started again when it ends by itself.
  func isSupervised(_ process: ServiceProcess) -> Bool {
    if isStopping { return false }
    if process.generation == current { return process.slot == group?.current }
    return process.generation == previous && process.takesTraffic
  }
}

extension ServiceSpecification {
  /// Starts a process that is lent a listening socket as descriptor 3.
  func spawn(
    _ generation: KeeperRequest.Generation, launch: String, listening socket: OwnedFile
  ) throws(SystemError) -> ChildProcess {
    let log = try ServiceLog.open(self, generation: generation.number)
    var request = SpawnRequest(
      command[0], Array(command.dropFirst()), environment: environment, directory: generation.folder)
    request.environment["LISTEN_FDS"] = "1"
    request.environment["LISTEN_FDNAMES"] = "service"
    request.environment["HOMEOSTASIS_SERVICE"] = name
    request.environment["HOMEOSTASIS_GENERATION"] = "\(generation.number)"
    request.environment[ServiceProcess.variable] = launch
    request.setsListenPID = true
    request.files = [1: log, 2: log, 3: socket]
    request.newGroup = true
    return try request.spawn()
  }
}
