import Glibc
import Healing
import Synchronization
import SystemCalls

/// One thread that does what is due, for all calls of all instances. A call that ends in time costs it nothing: it wakes
/// only when the earliest deadline that it has seen is over.
final class Deadlines: @unchecked Sendable {
  // Sendable: everything below is touched with the mutex held.
  static let shared = Deadlines()

  /// What happens when a call takes too long; `cancel` it when the call has ended.
  final class Entry: @unchecked Sendable {
    // Sendable: touched with the mutex of `Deadlines` held.
    fileprivate var due: Int64
    fileprivate var place = -1
    fileprivate let action: @Sendable () -> Void

    fileprivate init(due: Int64, action: @escaping @Sendable () -> Void) {
      self.due = due
      self.action = action
    }
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var entries: [Entry] = []
  private var wake = Int64.max
  private let thread = WorkerThread(name: "deadlines")

  private init() {
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(changed, &attributes)
    pthread_condattr_destroy(&attributes)
    thread.perform { [unowned self] in self.watch() }
  }

  /// Does `action` on the deadline thread after `delay`, which must be short there.
  func after(_ delay: Duration, _ action: @escaping @Sendable () -> Void) -> Entry {
    let (due, overflow) = Self.now.addingReportingOverflow(delay.nanoseconds)
    let entry = Entry(due: overflow ? .max : due, action: action)
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    entry.place = entries.count
    entries.append(entry)
    if entry.due < wake {
      wake = entry.due
      pthread_cond_signal(changed)
    }
    return entry
  }

  /// The action will not begin after this; one that has begun may go on.
  func cancel(_ entry: Entry) {
    pthread_mutex_lock(mutex)
    remove(entry)
    pthread_mutex_unlock(mutex)
  }

  private func remove(_ entry: Entry) {
    guard entry.place >= 0 else { return }
    let last = entries.removeLast()
    if last !== entry {
      entries[entry.place] = last
      last.place = entry.place
    }
    entry.place = -1
  }

  private func watch() {
    pthread_mutex_lock(mutex)
    while true {
      var until = timespec(tv_sec: Int(wake / 1_000_000_000), tv_nsec: Int(wake % 1_000_000_000))
      if wake == .max { pthread_cond_wait(changed, mutex) } else { pthread_cond_timedwait(changed, mutex, &until) }
      let now = Self.now
      if now < wake { continue }
      let due = entries.filter { $0.due <= now }
      for entry in due { remove(entry) }
      wake = entries.map(\.due).min() ?? .max
      pthread_mutex_unlock(mutex)
      for entry in due { entry.action() }
      pthread_mutex_lock(mutex)
    }
  }

  private static var now: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }
}
