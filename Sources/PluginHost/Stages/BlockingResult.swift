import Glibc

/// A result that one thread of a plugin waits for. Never wait on the cooperative pool.
final class BlockingResult<Value: Sendable>: @unchecked Sendable {
  // Sendable: `value` is written before the post and read after the wait.
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
  private var value: Value?

  init() { sem_init(semaphore, 0, 0) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func set(_ value: Value) {
    self.value = value
    sem_post(semaphore)
  }

  func wait() -> Value {
    while sem_wait(semaphore) != 0 {}  // Interrupted by a signal: wait on.
    return value!
  }
}
