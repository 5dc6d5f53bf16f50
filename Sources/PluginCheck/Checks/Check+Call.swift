import CHomeostasisPlugin
import PluginBridge
import PluginHost
import Synchronization

/// When a call ends, and where it runs.
extension Check {
  static let callChecks = [stop, deadline, threads]

  private static let stop = Check(
    name: "stop", summary: "a call that is told to stop ends within 100 ms"
  ) { bench throws(Finding) in
    try timed(bench, limit: nil, says: "after it was told to stop: poll call->stop in every loop and wait")
  }

  private static let deadline = Check(
    name: "deadline", summary: "a call ends at its deadline"
  ) { bench throws(Finding) in
    try timed(
      bench, limit: .milliseconds(100),
      says: "after its deadline: deadline_ns is a time on CLOCK_MONOTONIC, and call->stop says when it is over")
  }

  private static func timed(_ bench: CheckBench, limit: Duration?, says: String) throws(Finding) -> String {
    let subject = try bench.started()
    let input = SampleRecords.input(for: subject.description.kind, count: 1024)
    let call = LentCall(subject.host, limit: limit)
    let work = NewThread.Work { _ = subject.work(input, call) }
    work.begin()
    let end = ContinuousClock.now + .milliseconds(100)
    if work.wait(until: end) { return "it had ended by itself" }
    call.stop(whenNoDeadline: limit == nil)
    if !work.wait(until: end + .seconds(3)) { throw .failed("it goes on 3 s \(says)") }
    let late = ContinuousClock.now - end
    try bench.end(subject)
    if late > .seconds(1) { throw .failed("it went on for \(late.inMilliseconds) ms \(says)") }
    if late > .milliseconds(100) { throw .warning("it went on for \(late.inMilliseconds) ms \(says)") }
    return "\(late.inMilliseconds) ms"
  }

  private static let threads = Check(
    name: "threads", summary: "each function may be called from another thread",
    whenCrashed: "a function called from another thread ended the process"
  ) { bench throws(Finding) in
    let same = try outcome(of: bench) { body in body() }
    let other = try outcome(of: bench) { body in _ = NewThread.run { body() } }
    if same != other {
      throw .failed(
        "it answers \(other.map(StatusName.of)) from changing threads, and \(same.map(StatusName.of)) from one: keep nothing by thread"
      )
    }
    return "\(same.count) calls"
  }

  /// The statuses of one life, each call made by `make`.
  private static func outcome(
    of bench: CheckBench, _ make: (@escaping @Sendable () -> Void) -> Void
  ) throws(Finding) -> [hs_status] {
    let subject = try bench.subject()
    let input = SampleRecords.input(for: subject.description.kind, count: 1)
    let calls: [@Sendable () -> hs_status] = [
      { subject.create() }, { subject.start() }, { subject.work(input) }, { subject.work(input) }, { subject.drain() },
    ]
    let statuses = Mutex<[hs_status]>([])
    for call in calls { make { statuses.withLock { $0.append(call()) } } }
    make { subject.destroy() }
    return statuses.withLock { $0 }
  }
}

extension LentCall {
  /// Stops a call that has no deadline to stop it.
  fileprivate func stop(whenNoDeadline: Bool) { if whenNoDeadline { stop() } }
}

extension Duration {
  var inMilliseconds: Int { Int(self / .milliseconds(1)) }
}
