public import Healing
import KeeperProtocol
import SystemCalls

extension Generations {
  /// What stands and runs now; trees that were never started are `staged`.
  public func status(_ request: GenerationStatusRequest) throws(StageFailure) -> ServiceStatus {
    answer(try link.ask(.status))
  }

  /// Makes the tree of a new generation: the source as it stands, which has to be `base`, with the diff applied.
  /// - Throws: `stale-source` when the source, or what runs, is another tree.
  public func stage(_ request: GenerationStage) throws(StageFailure) -> ServiceStatus {
    let status = try link.ask(.status)
    let release = try changingTrees { () throws(StageFailure) in try releases.stage(request, known: status) }
    return answer(status, about: release.generation)
  }

  /// Starts a staged generation on a socket without traffic and waits until it is healthy.
  /// - Throws: `service.unhealthy` when it does not get so in time; it is ended then.
  public func start(_ request: GenerationRequest) throws(StageFailure) -> ServiceStatus {
    let release = try releases.release(request.generation)
    let generation = KeeperRequest.Generation(
      number: release.generation, folder: releases.folder(of: release.generation), tree: release.tree)
    let status = try link.ask(.start(generation), within: settings.healthTimeout + .seconds(15))
    return answer(status, about: request.generation)
  }

  /// Gives new connections to a healthy generation, in one step; the one before is kept ready.
  public func switchTo(_ request: GenerationRequest) throws(StageFailure) -> ServiceStatus {
    answer(try link.ask(.switchTo(request.generation)), about: request.generation)
  }

  /// Ends a generation without traffic, and removes trees that are no longer needed.
  public func retire(_ request: GenerationRequest) throws(StageFailure) -> ServiceStatus {
    let status = try link.ask(.retire(request.generation))
    try changingTrees { () throws(StageFailure) in releases.removeOld(known: status, GenerationLogs(settings.log)) }
    return answer(status, about: request.generation)
  }

  /// Writes a generation's change into the source, or takes it out: all files or none, each pinned by its hash.
  public func persist(_ request: GenerationPersist) throws(StageFailure) -> ServiceStatus {
    try changingTrees { () throws(StageFailure) in try releases.persist(request) }
    return answer(try link.ask(.status), about: request.generation)
  }

  /// What the keeper says, with the trees that are staged and were never started.
  func answer(_ status: KeeperStatus, about generation: Int64? = nil) -> ServiceStatus {
    var generations = status.generations.map(GenerationStatus.init)
    for release in releases.all() where !generations.contains(where: { $0.generation == release.generation }) {
      generations.append(
        GenerationStatus(
          generation: release.generation, state: .staged, tree: release.tree,
          folder: releases.folder(of: release.generation)))
    }
    return ServiceStatus(
      current: status.current, generation: generation ?? status.current, held: status.held,
      generations: generations.sorted { $0.generation < $1.generation }, exits: status.exits.map(ProcessExit.init))
  }
}

extension GenerationStatus {
  init(_ status: KeeperStatus.Generation) {
    let state: State =
      switch status.state {
      case .starting, .restarting: .starting
      case .healthy: .healthy
      case .unhealthy: .unhealthy
      case .draining: .draining
      case .exited: .exited
      }
    self.init(
      generation: status.number, state: state, pid: status.pid.map(Int64.init), exit: status.exit.map(Int64.init),
      tree: status.tree, folder: status.folder, startMs: status.startMicroseconds.map { Double($0) / 1000 },
      residentBytes: status.pid.flatMap(Self.residentBytes))
  }

  /// Nil when the process has just ended.
  private static func residentBytes(_ pid: Int32) -> Int64? {
    guard let text = try? Files.text("/proc/\(pid)/statm") else { return nil }
    return text.split(separator: " ").dropFirst().first.flatMap { Int64($0) }.map { $0 * 4096 }
  }
}

extension ProcessExit {
  init(_ exit: KeeperEvent.Exit) {
    self.init(
      sequence: exit.sequence, generation: exit.generation, pid: Int64(exit.pid), code: exit.code.map(Int64.init),
      signal: exit.signal.map(Int64.init), expected: exit.expected, current: exit.current,
      at: Timestamp(nanoseconds: exit.at), ranMs: Double(exit.ranMicroseconds) / 1000,
      peakBytes: exit.peakBytes > 0 ? exit.peakBytes : nil)
  }
}
