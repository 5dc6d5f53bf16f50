import Glibc
import KeeperProtocol
import SystemCalls

/// Owns a service's listening sockets and its processes. One thread, one loop; every effect is written down first.
final class Keeper {
  /// What is kept of a generation.
  struct Generation {
    var request: KeeperRequest.Generation
    var lastExit: KeeperEvent.Exit?
    var startMicroseconds: Int64?
    /// When it ended unexpectedly, in the last minute.
    var crashes: [ContinuousClock.Instant] = []
  }

  /// A process that is to be started again on its slot.
  struct Restart {
    var generation: Int64
    var slot: Int
    /// Connections may wait on the slot.
    var hadTraffic = true
    /// It ends when it has accepted what waits.
    var onlyEmpties = false
  }

  /// A start for which there is no slot yet.
  struct WaitingStart {
    let request: KeeperRequest.Generation
    let until: ContinuousClock.Instant
    let done: (Refusal?) -> Void
  }

  let folder: KeeperFolder
  let loop = EventLoop()
  var connections: [Int32: Connection] = [:]
  var specification: ServiceSpecification?
  var group: ListenGroup?
  var generations: [Int64: Generation] = [:]
  var processes: [ServiceProcess] = []
  /// A process that is being started: written down before, so that a keeper that is killed meanwhile leaves none behind
  /// that the next one does not know.
  var launching: Record.Process?
  var launches = 0
  /// Slots of processes that are about to be started again.
  var restarts: [Int: (restart: Restart, timer: EventLoop.TimerID)] = [:]
  /// Starts that wait until a slot is free.
  var waitingStarts: [WaitingStart] = []
  /// The generation with the traffic; 0: none.
  var current: Int64 = 0
  /// The generation that is kept ready; 0: none.
  var previous: Int64 = 0
  var held: String?
  /// What a service that could not be taken over listens on.
  var heldAddress: ListenAddress?
  var exits: [KeeperEvent.Exit] = []
  var lastExit: Int64 = 0
  var switchMicroseconds: Int64?
  var isStopping = false

  init(_ folder: KeeperFolder) { self.folder = folder }

  /// Serves until it is told to stop.
  func run(listener: OwnedFile, termination: OwnedFile) throws(SystemError) {
    try listener.setNonBlocking(true)
    loop.watch(listener) { [unowned self] _ in accept(listener) }
    loop.watch(termination) { [unowned self] _ in
      loop.forget(termination)
      beginStop()
    }
    try loop.run()
  }

  /// One line in the keeper's own log.
  func note(_ text: String) {
    var line = "\(text)\n"
    // There is nobody to tell when this cannot be written.
    _ = line.withUTF8 { write(2, $0.baseAddress, $0.count) }
  }

  /// Writes down what is. When that cannot be done the service goes on, and the reason is told.
  func writeRecord() throws(Refusal) {
    guard let group else { return }
    let record = Record(
      address: group.address, cookies: group.slots.map(\.cookie),
      index: group.index, currentSlot: group.current, current: current, previous: previous, lastExit: lastExit,
      generations: generations.values.map(\.request).sorted { $0.number < $1.number },
      processes: processes.map(\.entry) + (launching.map { [$0] } ?? []))
    do throws(SystemError) {
      try record.write(folder)
    } catch {
      throw Refusal(.failed, "the keeper's record cannot be written: \(error); make room or mend the folder's rights")
    }
  }

  /// As ``writeRecord()``, after something that has happened already and cannot be refused.
  func recordAfterwards() {
    do throws(Refusal) { try writeRecord() } catch { note(error.message) }
  }

  var status: KeeperStatus {
    KeeperStatus(
      keeper: getpid(), address: (group?.address ?? heldAddress)?.description, current: current,
      previous: previous, held: held, switchMicroseconds: switchMicroseconds,
      generations: generations.values.sorted { $0.request.number < $1.request.number }.map(status), exits: exits)
  }

  private func status(of generation: Generation) -> KeeperStatus.Generation {
    let number = generation.request.number
    let process = mainProcess(of: number)
    let state: KeeperStatus.Generation.State =
      switch process?.phase {
      case .starting: .starting
      case .healthy: .healthy
      case .unhealthy: .unhealthy
      case .emptying, .ending: .draining
      case nil: restarts.values.contains { $0.restart.generation == number } ? .restarting : .exited
      }
    return KeeperStatus.Generation(
      number: number, folder: generation.request.folder, tree: generation.request.tree, state: state,
      pid: process?.pid, exit: process == nil ? generation.lastExit?.shellStatus : nil,
      startMicroseconds: generation.startMicroseconds)
  }

  /// The process that stands for a generation: the one with the traffic, else a healthy one, else any.
  func mainProcess(of number: Int64) -> ServiceProcess? {
    let own = processes.filter { $0.generation == number }
    return own.first { number == current && $0.slot == group?.current }
      ?? own.first { $0.phase == .healthy } ?? own.first { $0.takesTraffic } ?? own.first
  }
}

extension KeeperEvent.Exit {
  /// As a shell writes it.
  var shellStatus: Int32? { code ?? signal.map { 128 + $0 } }
}
