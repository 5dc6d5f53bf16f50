import Glibc
import KeeperProtocol
import SystemCalls

/// One process of a generation on one slot.
final class ServiceProcess {
  enum Phase: String {
    /// Started, not yet healthy.
    case starting
    case healthy
    /// It runs and did not become healthy in time.
    case unhealthy
    /// It gets no new connections and has yet to accept those that wait.
    case emptying
    /// It was told to end.
    case ending
  }

  /// Names the start; stands in the process's environment.
  let launch: String
  let generation: Int64
  let slot: Int
  let pid: pid_t
  /// Clock ticks since boot: with the pid it names a process that cannot be mistaken for another.
  let startTime: UInt64
  let pidfd: OwnedFile
  /// Nil when an earlier keeper started it: its exit status is not ours to take.
  let child: ChildProcess?
  let started: ContinuousClock.Instant
  var phase = Phase.starting
  /// Connections may wait for it that were not its health check's.
  var hadTraffic = false
  /// It replaces one that ended before it had accepted all that waited, and ends when it has.
  var onlyEmpties = false
  var check: HealthCheck?
  var timer: EventLoop.TimerID?
  /// Who waits for it to become healthy.
  var waiters: [(Refusal?) -> Void] = []

  init(child: ChildProcess, _ entry: Record.Process) {
    self.child = child
    launch = entry.launch
    generation = entry.generation
    slot = entry.slot
    hadTraffic = entry.hadTraffic
    pid = child.pid
    pidfd = child.pidfd
    startTime = ProcessTable.startTime(of: child.pid) ?? 0
    started = .now
  }

  /// A process that another keeper started, if it is still the same one.
  init?(adopting entry: Record.Process) throws(SystemError) {
    var entry = entry
    if entry.pid == 0 {
      guard let (pid, startTime) = ProcessTable.find(variable: Self.variable, entry.launch) else { return nil }
      (entry.pid, entry.startTime) = (pid, startTime)
    }
    guard let pidfd = try ProcessTable.open(entry.pid, startTime: entry.startTime) else { return nil }
    self.pidfd = pidfd
    pid = entry.pid
    startTime = entry.startTime
    launch = entry.launch
    generation = entry.generation
    slot = entry.slot
    phase = entry.phase
    hadTraffic = entry.hadTraffic
    child = nil
    started = .now
  }

  /// The variable that a start is named by.
  static let variable = "HOMEOSTASIS_PROCESS"

  /// As it is written down.
  var entry: Record.Process {
    .init(
      launch: launch, generation: generation, slot: slot, pid: pid, startTime: startTime, phase: phase,
      hadTraffic: hadTraffic)
  }

  var takesTraffic: Bool { phase == .starting || phase == .healthy || phase == .unhealthy }

  /// Tells every waiter, once.
  func answer(_ refusal: Refusal?) {
    let waiting = waiters
    waiters = []
    for waiter in waiting { waiter(refusal) }
  }

  func signal(_ number: Int32) { ProcessTable.signal(pidfd, number) }

  /// Ends what it has left behind in its process group. Only before it is waited for: until then nothing else can have
  /// the group's number.
  func killGroup() {
    if child != nil { kill(-pid, SIGKILL) }
  }
}
