import CHomeostasisPlugin
import Glibc
import Healing
import PluginBridge

/// The C form of one call, and what the plugin says during it.
final class CallState {
  let call: PluginCall
  private(set) var complaints: [PluginAnswer.Complaint] = []
  private let table: UnsafeMutablePointer<hs_call>
  /// Id and trace, which the table points at.
  private let texts: UnsafeMutablePointer<CChar>
  private let context: UnsafeMutablePointer<UnsafePointer<hs_records>>

  /// The call as plugins see it, valid as long as this object lives.
  var pointer: UnsafePointer<hs_call> { UnsafePointer(table) }

  init(_ call: PluginCall) {
    self.call = call
    table = .allocate(capacity: 1)
    let (id, trace) = (call.id.utf8.count, call.trace.utf8.count)
    texts = .allocate(capacity: max(id + trace, 1))
    Self.copy(call.id, to: texts)
    Self.copy(call.trace, to: texts + id)
    context = .allocate(capacity: max(call.context.count, 1))
    for (index, batch) in call.context.enumerated() { (context + index).initialize(to: batch.records) }
    table.initialize(
      to: hs_call(
        size: UInt32(MemoryLayout<hs_call>.size), attempt: call.attempt, id: hs_str(ptr: texts, len: id),
        trace: hs_str(ptr: texts + id, len: trace),
        deadline_ns: call.timeout.map { Self.monotonic() + $0.nanoseconds } ?? 0, context_count: call.context.count,
        context: UnsafePointer(context), owner: nil, stop: { CallState.of($0).call.isStopped() ? 1 : 0 },
        fail: { call, failure in CallState.of(call).complain(failure.pointee) }))
    table.pointee.owner = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    context.deallocate()
    texts.deallocate()
    table.deallocate()
  }

  private static func copy(_ text: String, to place: UnsafeMutablePointer<CChar>) {
    var text = text
    text.withUTF8 { bytes in
      if let source = bytes.baseAddress { memcpy(place, source, bytes.count) }
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
