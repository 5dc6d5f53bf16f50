import CSystemCalls
public import Glibc

/// A child process that this process started and will wait for.
public final class ChildProcess: Sendable {
  /// Its process id; not reused before ``wait()`` has returned.
  public let pid: pid_t
  /// Readable, for `poll`, once the process has ended.
  public let pidfd: OwnedFile

  init(pid: pid_t) throws(SystemError) {
    self.pid = pid
    pidfd = OwnedFile(try checked("pidfd_open", "\(pid)") { sc_pidfd_open(pid) })
  }

  /// Sends a signal; a process that has ended already is no error.
  public func signal(_ number: Int32) {
    _ = sc_pidfd_send_signal(pidfd.number, number)
  }

  /// Sends a signal to its whole process group.
  public func signalGroup(_ number: Int32) {
    kill(-pid, number)
  }

  /// Waits for its end and takes its status. Blocks; call it once.
  public func wait() throws(SystemError) -> Ending {
    try Ending.of(pid, block: true)!
  }

  /// Takes its status when it has ended, else nil. Never blocks.
  public func poll() throws(SystemError) -> Ending? {
    try Ending.of(pid, block: false)
  }
}

/// How a process ended, and what it used.
public struct Ending: Sendable, Hashable {
  /// Exit status; nil when a signal ended it.
  public let code: Int32?
  /// The signal that ended it.
  public let signal: Int32?
  /// User and system time.
  public let cpu: Duration
  /// Largest resident memory.
  public let peakBytes: Int64

  static func of(_ pid: pid_t, block: Bool) throws(SystemError) -> Ending? {
    var status: Int32 = 0
    var microseconds: Int64 = 0
    var kilobytes: Int64 = 0
    let ended = try checked("wait4", "\(pid)") { sc_wait(pid, &status, block, &microseconds, &kilobytes) }
    if ended == 0 { return nil }
    let exited = sc_exited(status)
    return Ending(
      code: exited ? sc_exit_code(status) : nil, signal: exited ? nil : sc_term_signal(status),
      cpu: .microseconds(microseconds), peakBytes: kilobytes * 1024)
  }
}
