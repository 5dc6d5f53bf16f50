import CHomeostasisPlugin
import Glibc
import Healing
import PluginBridge
import PluginHost
import Synchronization

/// The host that a plugin sees while it is checked. It hands on what the plugin asks for, and remembers what it is told.
final class HostUnderCheck: ServiceLender, @unchecked Sendable {
  // Sendable: what changes is behind `state`.
  /// How the table lies in memory.
  enum Shape { case plain, shorter, longer }

  /// What came out of the plugin.
  struct Heard: Sendable {
    var batches: [RecordBatch] = []
    /// How often emit was called, refused batches included.
    var emits = 0
    /// Why batches were refused.
    var refusals: [String] = []
    /// What was told with fail.
    var failures: [Complaint] = []
  }

  /// One call of fail.
  struct Complaint: Sendable {
    let status: UInt32
    let code, place, text: String
  }

  private struct State {
    var heard = Heard()
    var answer: @Sendable (Int) -> hs_status = { _ in HS_OK }
    var produces: Set<String> = []
    var takesAny = false
    /// What is granted to the call under way.
    var lent: ServiceLine.Asked?
  }
  private let line: ServiceLine
  private let granted: Set<String>
  private let state = Mutex(State())
  private let table: Table

  private struct Table: @unchecked Sendable {
    // Sendable: constant once it is made.
    let pointer: UnsafeMutablePointer<hs_host>
  }

  /// The table of the contract; it lives as long as the process, as the host itself does.
  var pointer: UnsafePointer<hs_host> { UnsafePointer(table.pointer) }

  /// - Parameter granted: ids of the services that are asked for over `line`.
  init(_ shape: Shape, asking line: ServiceLine, for granted: Set<String>) {
    self.line = line
    self.granted = granted
    table = Table(pointer: Self.place(shape))
    super.init()
    var host = hs_host(
      size: UInt32(MemoryLayout<hs_host>.size), abi_minor: HS_ABI_MINOR, owner: nil,
      log: { _, _, _, _, _, _ in },
      metric: { _, _, _, _, _, _ in },
      emit: { host, _, records in HostUnderCheck.of(host.pointee.owner).emitted(records) },
      extension: { host, id in
        let id = id.checked
        guard HostUnderCheck.of(host.pointee.owner).services.grants(id) else { return nil }
        return UnsafeRawPointer(HostUnderCheck.serviceTables[id])
      })
    host.owner = Unmanaged.passRetained(self).toOpaque()
    if shape == .shorter { host.size = UInt32(Self.shortSize) }
    if shape == .longer { host.size += 256 }
    let count = shape == .shorter ? Self.shortSize : MemoryLayout<hs_host>.size
    withUnsafeBytes(of: &host) { _ = memcpy(table.pointer, $0.baseAddress!, count) }
  }

  /// A host of the first minor version might end before `extension`, its last and optional field.
  private static let shortSize = MemoryLayout<hs_host>.offset(of: \.extension)!  // A stored field has an offset.

  /// The short table ends where memory ends; the long one is followed by bytes that make no pointer.
  private static func place(_ shape: Shape) -> UnsafeMutablePointer<hs_host> {
    guard let pages = mmap(nil, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), pages != MAP_FAILED
    else { preconditionFailure("no memory for a table") }
    mprotect(pages + 4096, 4096, PROT_NONE)
    memset(pages, shape == .longer ? 0x5A : 0, 4096)
    return (pages + (shape == .shorter ? 4096 - shortSize : 0)).assumingMemoryBound(to: hs_host.self)
  }

  private struct ServiceTables: @unchecked Sendable {
    // Sendable: constant once they are made, and never freed.
    let all = HostTable.services()
  }
  private static let tables = ServiceTables()
  private static var serviceTables: [String: UnsafePointer<hs_service>] { tables.all }

  /// What the call under way is granted; nothing between calls.
  override var services: any HostServices { state.withLock { $0.lent } ?? NoServices() }

  /// Grants what there is while `body` runs: until the deadline of the call, or its stop.
  func during<Answer>(_ call: LentCall, _ body: () -> Answer) -> Answer {
    let limit = CallLimit(deadline: call.left.map { .now + $0 }, isStopped: { call.shouldStop })
    let lent = line.services(granted, limit)
    call.whenStopped { [line] in line.stop() }
    state.withLock { $0.lent = lent }
    defer { state.withLock { $0.lent = nil } }
    return body()
  }

  /// What was heard since the last time this was asked.
  func heard() -> Heard {
    state.withLock { state in
      defer { state.heard = Heard() }
      return state.heard
    }
  }

  /// What emit answers from now on, by the number of the batch, from 1.
  func answerEmit(_ answer: @escaping @Sendable (Int) -> hs_status) { state.withLock { $0.answer = answer } }

  /// The schemas that may be emitted.
  func allow(_ schemas: some Sequence<String>) { state.withLock { $0.produces.formUnion(schemas) } }

  /// Whether schemas count that are not listed: those of `save` are not.
  func allowAny(_ on: Bool) { state.withLock { $0.takesAny = on } }

  private func emitted(_ records: UnsafePointer<hs_records>) -> hs_status {
    let read = Result { () throws(BridgeFailure) in
      let batch = try RecordBatch(copying: records)
      try batch.check()
      return batch
    }
    return state.withLock { state in
      state.heard.emits += 1
      switch read {
      case .success(let batch):
        guard state.takesAny || state.produces.contains(batch.schema) else {
          state.heard.refusals.append("\(batch.schema) is emitted, which `produces` does not list")
          return HS_INVALID
        }
        let answer = state.answer(state.heard.emits)
        if answer == HS_OK { state.heard.batches.append(batch) }
        return answer
      case .failure(let failure):
        state.heard.refusals.append(failure.description)
        return HS_INVALID
      }
    }
  }

  func complained(_ said: hs_failure) -> hs_status {
    let complaint = Complaint(
      status: said.status, code: said.code.checked, place: said.place.checked, text: said.text.checked)
    state.withLock { $0.heard.failures.append(complaint) }
    return said.status
  }

  private static func of(_ owner: UnsafeMutableRawPointer?) -> HostUnderCheck {
    guard let owner else { preconditionFailure("the plugin passed a copy of the host, or changed it") }
    return Unmanaged<HostUnderCheck>.fromOpaque(owner).takeUnretainedValue()
  }
}

extension hs_str {
  /// A copy as text, at most 4 KiB.
  var checked: String {
    ptr == nil || len < 0
      ? "" : String(decoding: UnsafeRawBufferPointer(start: ptr, count: Swift.min(len, 4096)), as: UTF8.self)
  }
}
