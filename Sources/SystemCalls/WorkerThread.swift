import CSystemCalls
import Glibc
import Synchronization

/// A thread of its own that does one job after the other: for calls that block, and for spawning with a death signal,
/// which follows the spawning thread. It never ends before the object goes.
public final class WorkerThread: Sendable {
  private let queue: JobQueue

  /// Starts the thread. `name` is shown by the system, cut to 15 bytes; `patience` is how long it stays awake after a job.
  public init(name: String, patience: Patience = .none) {
    queue = JobQueue(patience)
    let start = Unmanaged.passRetained(Start(queue: queue, name: name))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { argument in
        let start = Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue()
        sc_name_thread(start.name)
        start.queue.work()
        return nil
      }, start.toOpaque())
    precondition(failure == 0, "no thread can be started: error \(failure)")
    pthread_detach(thread)
  }

  deinit { queue.close() }

  /// Adds a job; it runs after all that were added before it.
  public func perform(_ job: @escaping @Sendable () -> Void) { queue.add(job) }

  /// Runs a job on the thread and waits for its result without blocking the caller's thread.
  public func run<Result: Sendable>(_ job: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in perform { continuation.resume(returning: job()) } }
  }

  private final class Start: Sendable {
    let queue: JobQueue
    let name: String
    init(queue: JobQueue, name: String) {
      self.queue = queue
      self.name = name
    }
  }
}

/// Jobs in order, between any threads and one worker.
private final class JobQueue: @unchecked Sendable {
  // Sendable: every access to `jobs` and `closed` holds the mutex.
  private let patience: Patience
  /// Grows with every job: what the thread looks at without the mutex while it stays awake.
  private let added = Atomic(0)
  private var mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var filled = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var jobs: [@Sendable () -> Void] = []
  private var closed = false

  init(_ patience: Patience) {
    self.patience = patience
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(filled, nil)
  }

  deinit {
    pthread_cond_destroy(filled)
    pthread_mutex_destroy(mutex)
    filled.deallocate()
    mutex.deallocate()
  }

  func add(_ job: @escaping @Sendable () -> Void) {
    pthread_mutex_lock(mutex)
    jobs.append(job)
    added.add(1, ordering: .releasing)
    pthread_cond_signal(filled)
    pthread_mutex_unlock(mutex)
  }

  func close() {
    pthread_mutex_lock(mutex)
    closed = true
    pthread_cond_signal(filled)
    pthread_mutex_unlock(mutex)
  }

  func work() {
    var done = 0
    while true {
      _ = patience.wait { added.load(ordering: .acquiring) != done }
      pthread_mutex_lock(mutex)
      while jobs.isEmpty && !closed { pthread_cond_wait(filled, mutex) }
      let batch = jobs
      jobs = []
      done += batch.count
      pthread_mutex_unlock(mutex)
      if batch.isEmpty { return }
      for job in batch { job() }
    }
  }
}
