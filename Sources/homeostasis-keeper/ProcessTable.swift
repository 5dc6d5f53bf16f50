import Glibc
import KeeperProtocol
import SystemCalls

/// The time of day.
enum WallClock {
  /// Since 1970.
  static func nanoseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }
}

/// Processes that are not children of this one.
enum ProcessTable {
  /// When a process started, in clock ticks since boot; nil when there is none.
  static func startTime(of pid: pid_t) -> UInt64? {
    // No such file: no such process, which is an answer.
    guard let text = try? Files.text("/proc/\(pid)/stat"), let end = text.lastIndex(of: ")") else { return nil }
    let columns = text[text.index(after: end)...].split(separator: " ")
    return columns.count > 19 ? UInt64(columns[19]) : nil
  }

  /// A pidfd of the process with this pid and start time; nil when it has ended.
  static func open(_ pid: pid_t, startTime wanted: UInt64) throws(SystemError) -> OwnedFile? {
    let pidfd: OwnedFile
    do throws(SystemError) {
      pidfd = try PidFile.open(pid)
    } catch {
      if error.number == ESRCH { return nil }
      throw error
    }
    // Looked at after the pidfd is open: from here on the pid is this process's, if it still runs.
    return startTime(of: pid) == wanted && !hasEnded(pidfd) ? pidfd : nil
  }

  /// The leader of a process group that was started with this variable.
  static func find(variable: String, _ value: String) -> (pid: pid_t, startTime: UInt64)? {
    let wanted = Array("\(variable)=\(value)".utf8)
    // Processes come and go, and those of other users are closed to us: neither is the one that is looked for.
    for pid in ((try? Files.list("/proc")) ?? []).compactMap({ pid_t($0) }) where getpgid(pid) == pid {
      guard let variables = try? Files.read("/proc/\(pid)/environ"), let startTime = startTime(of: pid) else {
        continue
      }
      if variables.split(separator: 0).contains(where: { $0.elementsEqual(wanted) }) { return (pid, startTime) }
    }
    return nil
  }

  static func hasEnded(_ pidfd: OwnedFile, within limit: Duration = .zero) -> Bool {
    var waiting = [pollfd(fd: pidfd.number, events: Int16(POLLIN), revents: 0)]
    return poll(&waiting, 1, Int32(limit.wholeMilliseconds)) > 0
  }

  /// A copy of a process's listening socket with this cookie; nil when it holds none.
  static func takeSocket(cookie: UInt64, of pid: pid_t, _ pidfd: OwnedFile) throws(SystemError) -> OwnedFile? {
    for name in try Files.list("/proc/\(pid)/fd") {
      guard let number = Int32(name), isSocket("/proc/\(pid)/fd/\(name)") else { continue }
      let copy = try PidFile.copy(number, of: pidfd)
      if ListenSocket(taking: copy).cookie == cookie { return copy }
    }
    return nil
  }

  private static func isSocket(_ link: String) -> Bool {
    var target = [CChar](repeating: 0, count: 64)
    let length = readlink(link, &target, target.count - 1)
    return length > 0 && target.prefix(7).elementsEqual("socket:".utf8.map { CChar($0) })
  }

  static func signal(_ pidfd: OwnedFile, _ number: Int32) { PidFile.signal(pidfd, number) }

  /// Names this run of the system: pids and start times of another mean nothing.
  static func bootID() -> String {
    // Without it nothing is taken over, as after a boot.
    let text = (try? Files.text("/proc/sys/kernel/random/boot_id")) ?? ""
    return String(text.prefix { $0 != "\n" })
  }
}
