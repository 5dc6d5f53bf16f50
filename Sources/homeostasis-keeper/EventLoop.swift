import Glibc
import SystemCalls

/// Waits for files and times, and for nothing else: with neither, the process sleeps.
final class EventLoop {
  typealias TimerID = Int

  private var watched: [Int32: (file: OwnedFile, events: Int16, take: (Int16) -> Void)] = [:]
  private var timers: [TimerID: (due: ContinuousClock.Instant, act: () -> Void)] = [:]
  private var lastTimer = 0
  private var stopped = false

  /// Calls `take` whenever `file` has one of `events`; hang-ups and errors are told in any case.
  func watch(_ file: OwnedFile, _ events: Int32 = POLLIN, _ take: @escaping (Int16) -> Void) {
    watched[file.number] = (file, Int16(events), take)
  }

  func forget(_ file: OwnedFile) {
    if watched[file.number]?.file === file { watched[file.number] = nil }
  }

  /// Calls `act` once, `delay` from now.
  @discardableResult
  func after(_ delay: Duration, _ act: @escaping () -> Void) -> TimerID {
    lastTimer += 1
    timers[lastTimer] = (.now + delay, act)
    return lastTimer
  }

  func cancel(_ timer: TimerID?) {
    if let timer { timers[timer] = nil }
  }

  func stop() { stopped = true }

  /// Runs until ``stop()``.
  func run() throws(SystemError) {
    while !stopped {
      var waiting = watched.values.map { pollfd(fd: $0.file.number, events: $0.events, revents: 0) }
      _ = try checked("poll") { poll(&waiting, nfds_t(waiting.count), untilNextTimer()) }
      for entry in waiting where entry.revents != 0 { watched[entry.fd]?.take(entry.revents) }
      fireTimers()
    }
  }

  private func untilNextTimer() -> Int32 {
    guard let next = timers.values.map(\.due).min() else { return -1 }
    return Int32(clamping: Int64(max((next - .now) / .milliseconds(1), 0).rounded(.up)))
  }

  private func fireTimers() {
    let now = ContinuousClock.now
    for (id, timer) in timers.sorted(by: { $0.value.due < $1.value.due }) where timer.due <= now {
      // An earlier one may have cancelled it.
      if timers.removeValue(forKey: id) != nil { timer.act() }
    }
  }
}
