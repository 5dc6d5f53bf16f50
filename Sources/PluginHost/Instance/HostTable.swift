package import CHomeostasisPlugin
import Healing
import PluginBridge

/// The C tables that a plugin calls back through. `owner` of the host's table is a ``ServiceLender``, here a
/// ``PluginCaller``.
package enum HostTable {
  static func make() -> hs_host {
    hs_host(
      size: UInt32(MemoryLayout<hs_host>.size), abi_minor: HS_ABI_MINOR, owner: nil,
      log: { host, _, level, text, fields, count in
        var read: [String: String] = [:]
        for index in 0..<max(min(count, 64), 0) {
          guard let field = fields?[index] else { break }
          read[field.key.copied] = field.value.described
        }
        HostTable.caller(host).said(level, text.copied, read)
      },
      metric: { _, _, _, _, _, _ in },
      emit: { host, _, records in HostTable.caller(host).emitted(records) },
      extension: { host, id in UnsafeRawPointer(HostTable.caller(host).service(id.copied)) })
  }

  /// One table for each service: the function behind it knows by itself which service it is.
  package static func services() -> [String: UnsafePointer<hs_service>] {
    typealias Call =
      @convention(c) (
        UnsafePointer<hs_host>, UnsafePointer<hs_call>, hs_str, hs_str, hs_sink
      ) -> hs_status
    let calls: [HostServiceID: Call] = [
      .files: { HostTable.call(.files, $0, $2, $3, $4) },
      .pack: { HostTable.call(.pack, $0, $2, $3, $4) },
      .sandbox: { HostTable.call(.sandbox, $0, $2, $3, $4) },
      .generations: { HostTable.call(.generations, $0, $2, $3, $4) },
      .progress: { HostTable.call(.progress, $0, $2, $3, $4) },
      .state: { HostTable.call(.state, $0, $2, $3, $4) },
      .secrets: { HostTable.call(.secrets, $0, $2, $3, $4) },
      .exec: { HostTable.call(.exec, $0, $2, $3, $4) },
      .trial: { HostTable.call(.trial, $0, $2, $3, $4) },
      .http: { HostTable.call(.http, $0, $2, $3, $4) },
      .clock: { HostTable.call(.clock, $0, $2, $3, $4) },
    ]
    var tables: [String: UnsafePointer<hs_service>] = [:]
    for (id, call) in calls {
      let table = UnsafeMutablePointer<hs_service>.allocate(capacity: 1)
      table.initialize(to: hs_service(size: UInt32(MemoryLayout<hs_service>.size), reserved: 0, call: call))
      tables[id.rawValue] = UnsafePointer(table)
    }
    return tables
  }

  private static func call(
    _ service: HostServiceID, _ host: UnsafePointer<hs_host>, _ method: hs_str, _ request: hs_str, _ sink: hs_sink
  ) -> hs_status {
    // A size_t is an Int here: a length beyond 2^63 is negative.
    guard request.len >= 0, request.len == 0 || request.ptr != nil else { return HS_INVALID }
    let bytes = Array(UnsafeRawBufferPointer(start: request.ptr, count: request.len))
    let services = Unmanaged<ServiceLender>.fromOpaque(host.pointee.owner!).takeUnretainedValue().services
    do throws(StageFailure) {
      let answer = try services.call(service.rawValue, method.copied, bytes)
      return give(answer, to: sink)
    } catch {
      // A failure that cannot be written leaves the status, which says enough.
      if let text = try? JSON.bytes(error) { _ = give(Array(text), to: sink) }
      return error.kind.status
    }
  }

  private static func give(_ bytes: [UInt8], to sink: hs_sink) -> hs_status {
    bytes.withUnsafeBytes { buffer in
      let text = hs_str(ptr: buffer.baseAddress?.assumingMemoryBound(to: CChar.self), len: buffer.count)
      return sink.take(sink.context, text)
    }
  }

  private static func caller(_ host: UnsafePointer<hs_host>) -> PluginCaller {
    Unmanaged<PluginCaller>.fromOpaque(host.pointee.owner!).takeUnretainedValue()
  }
}

extension hs_value {
  /// The cell in words, for the log.
  var described: String {
    switch kind {
    case HS_BOOL: boolean != 0 ? "true" : "false"
    case HS_I64, HS_TIME: "\(i64)"
    case HS_F64: "\(f64)"
    case HS_TEXT, HS_JSON: text.copied
    default: ""
    }
  }
}
