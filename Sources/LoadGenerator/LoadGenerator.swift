import Glibc
import Synchronization
import SystemCalls

/// Sends requests to a service from many clients at once and counts what comes of each. A request is *lost* when no
/// whole answer came; a whole answer with any status is not lost.
public final class LoadGenerator: Sendable {
  private let plan: LoadPlan
  private let requests: [[UInt8]]
  private let started = ContinuousClock.now
  private let next = Atomic<Int>(0)
  private let stopped = Atomic<Bool>(false)
  private let running: Atomic<Int>
  private let report = Mutex(LoadReport())

  /// Starts the load at once, on threads of its own.
  public init(_ plan: LoadPlan) {
    precondition(!plan.requests.isEmpty && plan.connections > 0, "a load needs a request and a client")
    self.plan = plan
    requests = plan.requests.map { $0.bytes(host: "\(plan.address):\(plan.port)", keepAlive: plan.keepAlive) }
    running = Atomic(plan.connections)
    for number in 0..<plan.connections {
      WorkerThread(name: "load-\(number)").perform { self.work() }
    }
  }

  /// What has been seen so far.
  public var soFar: LoadReport {
    var copy = report.withLock { $0 }
    copy.elapsed = ContinuousClock.now - started
    return copy
  }

  /// Whether requests are still being sent.
  public var isRunning: Bool { running.load(ordering: .acquiring) > 0 }

  /// Lets the requests that are under way end, and returns the whole report. Blocks.
  public func stop() -> LoadReport {
    stopped.store(true, ordering: .releasing)
    return wait()
  }

  /// Waits until the plan's count of requests is sent and answered. Blocks.
  public func wait() -> LoadReport {
    while isRunning { usleep(2_000) }
    return soFar
  }

  private func work() {
    var client = HTTPClient(plan)
    while let due = takeTurn() {
      let (number, due) = due
      let request = requests[number % requests.count]
      let result: Result<Int, LoadReport.Failure>
      do throws(LoadReport.Failure) { result = .success(try client.exchange(request)) } catch {
        result = .failure(error)
      }
      let done = ContinuousClock.now - started
      report.withLock { $0.take(result, due: due, done: done) }
    }
    running.subtract(1, ordering: .acquiringAndReleasing)
  }

  /// The number of the next request and when it is due; nil at the end. With a rate a request is due at its own time,
  /// however long the ones before it take: waiting counts as latency.
  private func takeTurn() -> (Int, Duration)? {
    if stopped.load(ordering: .acquiring) { return nil }
    let number = next.add(1, ordering: .relaxed).oldValue
    if let count = plan.count, number >= count { return nil }
    guard let rate = plan.rate else { return (number, ContinuousClock.now - started) }
    let due = Duration.seconds(Double(number) / rate)
    while true {
      let left = due - (ContinuousClock.now - started)
      if left <= .zero { return (number, due) }
      if stopped.load(ordering: .acquiring) { return nil }
      usleep(UInt32(min(left / .microseconds(1), 20_000)))
    }
  }
}
