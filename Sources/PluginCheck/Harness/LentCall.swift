import CHomeostasisPlugin
import Glibc
import PluginBridge
import Synchronization

/// One call as it is lent to a plugin: its deadline, its context, and the flag that stops it.
final class LentCall: Sendable {
  private let stopped = Atomic(false)
  /// On CLOCK_MONOTONIC; 0: none.
  let deadline: Int64
  private let host: HostUnderCheck
  private let onStop = Mutex<(@Sendable () -> Void)?>(nil)

  /// - Parameter limit: from now; nil: no deadline.
  init(_ host: HostUnderCheck, limit: Duration?) {
    self.host = host
    deadline = limit.map { MonotonicClock.now + $0.wholeNanoseconds } ?? 0
  }

  /// Tells the plugin to stop.
  func stop() {
    stopped.store(true, ordering: .relaxed)
    onStop.withLock { $0 }?()
  }

  /// Called by ``stop()``, from its thread.
  func whenStopped(_ body: @escaping @Sendable () -> Void) { onStop.withLock { $0 = body } }

  /// Until the deadline; nil: there is none.
  var left: Duration? { deadline == 0 ? nil : .nanoseconds(deadline - MonotonicClock.now) }

  /// The table of the contract, in `memory`.
  func table(in memory: LentMemory, context: [RecordBatch]) -> UnsafePointer<hs_call> {
    let list = memory.room(UnsafePointer<hs_records>.self, context.count)
    for (index, batch) in context.enumerated() { list[index] = memory.records(batch) }
    let table = memory.room(hs_call.self)
    table.initialize(
      to: hs_call(
        size: UInt32(MemoryLayout<hs_call>.size), attempt: 1, id: memory.text("check".utf8),
        trace: memory.text("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".utf8), deadline_ns: deadline,
        context_count: context.count, context: UnsafePointer(list), owner: Unmanaged.passUnretained(self).toOpaque(),
        stop: { LentCall.of($0).shouldStop ? 1 : 0 },
        fail: { call, failure in LentCall.of(call).host.complained(failure.pointee) }))
    return UnsafePointer(table)
  }

  /// Whether it was told to stop, or its time is over.
  var shouldStop: Bool {
    stopped.load(ordering: .relaxed) || (deadline != 0 && MonotonicClock.now >= deadline)
  }

  private static func of(_ call: UnsafePointer<hs_call>) -> LentCall {
    guard let owner = call.pointee.owner else { preconditionFailure("the plugin changed the call") }
    return Unmanaged<LentCall>.fromOpaque(owner).takeUnretainedValue()
  }
}

/// Nanoseconds of the clock that deadlines are on.
enum MonotonicClock {
  static var now: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }
}

extension Duration {
  var wholeNanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
