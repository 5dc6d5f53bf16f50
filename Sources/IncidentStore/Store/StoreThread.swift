import Glibc
import Synchronization

/// The thread on which a store works. SQLite blocks on the disk, which would starve the cooperative pool; and one
/// thread is what one connection wants.
final class StoreThread: SerialExecutor, @unchecked Sendable {
  private enum Work: Sendable {
    case job(UnownedJob)
    case block(@Sendable () -> Void)
    case stop
  }

  private let queue = Mutex<[Work]>([])
  private let thread = Atomic<UInt>(0)
  // sem_t must not move, so it has a place of its own.
  private let waiting = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() {
    sem_init(waiting, 0, 0)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        // The argument is what is passed below; the thread owns it until it ends.
        Unmanaged<StoreThread>.fromOpaque(argument!).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    precondition(code == 0, "no thread for the store: \(String(cString: strerror(code)))")
    pthread_detach(thread)
  }

  deinit {
    sem_destroy(waiting)
    waiting.deallocate()
  }

  func enqueue(_ job: consuming ExecutorJob) { add(.job(UnownedJob(job))) }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  func checkIsolated() { precondition(isCurrent, "not on the thread of the store") }

  /// Runs `work` on this thread and waits for it; at once when the caller is on it.
  func perform(_ work: @escaping @Sendable () -> Void) {
    if isCurrent { return work() }
    nonisolated(unsafe) let done = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    sem_init(done, 0, 0)
    add(
      .block {
        work()
        sem_post(done)
      })
    while sem_wait(done) != 0 {}
    sem_destroy(done)
    done.deallocate()
  }

  /// Ends the thread after the work that it has.
  func stop() { add(.stop) }

  private var isCurrent: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

  private func add(_ work: Work) {
    queue.withLock { $0.append(work) }
    sem_post(waiting)
  }

  private func run() {
    thread.store(UInt(pthread_self()), ordering: .relaxed)
    while true {
      while sem_wait(waiting) != 0 {}
      let works = queue.withLock { queue in
        defer { queue.removeAll(keepingCapacity: true) }
        return queue
      }
      for work in works {
        switch work {
        case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
        case .block(let block): block()
        case .stop: return
        }
      }
    }
  }
}
