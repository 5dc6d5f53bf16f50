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

  init(child: ChildProcess, generation: Int64, slot: Int) {
    self.child = child
    self.generation = generation
    self.slot = slot
    pid = child.pid
    pidfd = child.pidfd
    startTime = ProcessTable.startTime(of: child.pid) ?? 0
    started = .now
  }

  /// A process that another keeper started, if it is still the same one.
  init?(adopting pid: pid_t, startTime: UInt64, generation: Int64, slot: Int) throws(SystemError) {
    guard let pidfd = try ProcessTable.open(pid, startTime: startTime) else { return nil }
    self.pid = pid
    self.startTime = startTime
    self.pidfd = pidfd
    self.generation = generation
    self.slot = slot
    child = nil
    started = .now
    hadTraffic = true
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
