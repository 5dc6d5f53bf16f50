import CHomeostasisPlugin
import Glibc
import Healing
import PluginBridge

/// The C form of one call, and what the plugin says during it.
final class CallState {
  let call: PluginCall
  private(set) var complaints: [PluginAnswer.Complaint] = []

  init(_ call: PluginCall) { self.call = call }

  /// Lends the call to `body`. Everything behind the pointer is valid until it returns.
  func lend(_ body: (UnsafePointer<hs_call>) -> hs_status) -> hs_status {
    let arenas = call.context.map(RecordArena.init)
    let pointers = arenas.map { $0.records }
    return call.id.withHSString { id in
      call.trace.withHSString { trace in
        pointers.withUnsafeBufferPointer { context in
          var table = hs_call(
            size: UInt32(MemoryLayout<hs_call>.size), attempt: call.attempt, id: id, trace: trace,
            deadline_ns: call.timeout.map { Self.monotonic() + $0.nanoseconds } ?? 0, context_count: pointers.count,
            context: context.baseAddress, owner: Unmanaged.passUnretained(self).toOpaque(),
            stop: { CallState.of($0).call.isStopped() ? 1 : 0 },
            fail: { call, failure in CallState.of(call).complain(failure.pointee) })
          let status = body(&table)
          withExtendedLifetime(arenas) {}
          return status
        }
      }
    }
  }

  private func complain(_ said: hs_failure) -> hs_status {
    if complaints.count < 1000 {
      complaints.append(
        .init(
          failure: StageFailure(
            .init(said.status), code: said.code.copied, place: said.place.copied, message: said.text.copied),
          record: said.record.copied))
    }
    return said.status
  }

  private static func of(_ call: UnsafePointer<hs_call>) -> CallState {
    Unmanaged<CallState>.fromOpaque(call.pointee.owner!).takeUnretainedValue()
  }

  private static func monotonic() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }
}

extension String {
  /// Lends the bytes as the contract's text.
  func withHSString<Result>(_ body: (hs_str) -> Result) -> Result {
    var text = self
    return text.withUTF8 {
      body(hs_str(ptr: UnsafeRawPointer($0.baseAddress)?.assumingMemoryBound(to: CChar.self), len: $0.count))
    }
  }
}

extension hs_str {
  /// A copy as text, at most 64 KiB, invalid UTF-8 replaced.
  var copied: String {
    ptr == nil || len < 0
      ? "" : String(decoding: UnsafeRawBufferPointer(start: ptr, count: Swift.min(len, 65_536)), as: UTF8.self)
  }
}

extension StageFailure.Kind {
  init(_ status: hs_status) {
    switch status {
    case HS_INVALID: self = .invalid
    case HS_UNSUPPORTED: self = .unsupported
    case HS_CANCELLED: self = .cancelled
    case HS_BUSY: self = .busy
    case HS_DENIED: self = .denied
    case HS_POISONED: self = .crashed
    default: self = .failed
    }
  }

  var status: hs_status {
    switch self {
    case .failed, .timeout, .crashed: HS_FAILED
    case .invalid: HS_INVALID
    case .unsupported: HS_UNSUPPORTED
    case .cancelled: HS_CANCELLED
    case .busy: HS_BUSY
    case .denied: HS_DENIED
    }
  }
}
