import Dispatch
import Glibc

/// Runs something on a thread that nothing ran on before.
enum NewThread {
  /// Waits for it, and returns how long it took; nil when it did not end within `limit`. Its thread is left alone then.
  static func run(within limit: Duration = .seconds(15), _ body: @escaping @Sendable () -> Void) -> Duration? {
    let work = Work(body)
    let started = ContinuousClock.now
    work.begin()
    return work.wait(until: started + limit) ? ContinuousClock.now - started : nil
  }

  /// Something that runs on a thread of its own.
  final class Work: Sendable {
    private let body: @Sendable () -> Void
    private let done = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    func begin() {
      var thread = pthread_t()
      let failure = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
          work.body()
          work.done.signal()
          return nil
        }, Unmanaged.passRetained(self).toOpaque())
      precondition(failure == 0, "no thread can be started: error \(failure)")
      pthread_detach(thread)
    }

    /// Whether it ended before `time`.
    func wait(until time: ContinuousClock.Instant) -> Bool {
      let left = max((time - ContinuousClock.now).wholeNanoseconds, 0)
      return done.wait(timeout: .now() + .nanoseconds(Int(left))) == .success
    }
  }
}
