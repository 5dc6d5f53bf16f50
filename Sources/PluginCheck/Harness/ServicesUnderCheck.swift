import CHomeostasisPlugin
import Glibc
import Healing
import PluginHost

/// The services that a plugin has without a line of the configuration, as far as they need no host: what it asks of the
/// others is refused, as it is where nobody has granted them.
enum ServicesUnderCheck {
  /// The table of a service; nil: it is not granted.
  static func table(_ id: String) -> UnsafeRawPointer? {
    switch HostServiceID(rawValue: id) {
    case .clock?: UnsafeRawPointer(clock.pointer)
    case .progress?: UnsafeRawPointer(progress.pointer)
    default: nil
    }
  }

  private struct Table: @unchecked Sendable {
    // Sendable: constant once it is made, and never freed.
    let pointer: UnsafeMutablePointer<hs_service>

    init(
      _ call:
        @escaping @convention(c) (UnsafePointer<hs_host>, UnsafePointer<hs_call>, hs_str, hs_str, hs_sink) -> hs_status
    ) {
      pointer = .allocate(capacity: 1)
      pointer.initialize(to: hs_service(size: UInt32(MemoryLayout<hs_service>.size), reserved: 0, call: call))
    }
  }

  private static let clock = Table { _, _, method, request, sink in answer(.clock, method, request, sink) }
  private static let progress = Table { _, _, method, request, sink in answer(.progress, method, request, sink) }

  private struct Now: TimeSource {
    func now() -> Timestamp {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Timestamp(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
  }

  private static let services: GrantedServices = {
    var offered = TypedServices()
    offered.progress = { _ in }
    let own = StageServices(
      .standard(isShipped: false, needs: []), stage: "check", folder: "/nonexistent", time: Now(), veil: SecretVeil())
    return GrantedServices(own, offered: offered, root: "")
  }()

  private static func answer(_ id: HostServiceID, _ method: hs_str, _ request: hs_str, _ sink: hs_sink) -> hs_status {
    guard request.len >= 0, request.len == 0 || request.ptr != nil else { return HS_INVALID }
    let bytes = Array(UnsafeRawBufferPointer(start: request.ptr, count: request.len))
    do throws(StageFailure) {
      let said = try services.call(id.rawValue, method.checked, bytes)
      return said.withUnsafeBytes {
        sink.take(sink.context, hs_str(ptr: $0.baseAddress?.assumingMemoryBound(to: CChar.self), len: $0.count))
      }
    } catch {
      return error.kind == .denied ? HS_DENIED : HS_INVALID
    }
  }
}
