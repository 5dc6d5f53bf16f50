import CHomeostasisPlugin
import Glibc
import Healing
import PluginBridge
import PluginHost

/// One instance of the plugin that is checked, and its functions as plain calls.
final class Subject: @unchecked Sendable {
  // Sendable: the checks call it from one thread at a time.
  let plugin: LoadedPlugin
  let host: HostUnderCheck
  let settings: String
  /// What its calls are about.
  let service: ServiceDescription
  private(set) var instance: OpaquePointer?
  /// How the records of the next call are laid out.
  var layout = LentMemory.Layout()
  /// Whether what was lent is taken away after each call.
  var seals = false

  init(_ plugin: LoadedPlugin, settings: String, host: HostUnderCheck, service: ServiceDescription) {
    self.plugin = plugin
    self.service = service
    self.settings = settings
    self.host = host
    host.allow(plugin.description.produces)
  }

  var description: PluginDescription { plugin.description }

  private var lifecycle: hs_lifecycle {
    guard let table = plugin.table.pointee.lifecycle else { preconditionFailure("the reader has refused this module") }
    return table.pointee
  }

  /// Lends a call to `body`, and takes it back.
  private func lend(
    _ call: LentCall? = nil, context: [RecordBatch] = [], input: RecordBatch? = nil,
    _ body: (UnsafePointer<hs_call>, UnsafePointer<hs_records>?, LentMemory) -> hs_status
  ) -> hs_status {
    let memory = LentMemory(layout)
    let call = call ?? LentCall(host, limit: .seconds(5))
    let table = call.table(in: memory, context: context)
    let records = input.map(memory.records)
    let status = host.during(call) { body(table, records, memory) }
    if seals { memory.seal() }
    withExtendedLifetime(call) {}
    return status
  }

  func create(_ given: String? = nil) -> hs_status {
    lend { call, _, memory in
      var made: OpaquePointer?
      guard let create = lifecycle.create else { return HS_INVALID }
      let status = create(host.pointer, call, memory.text((given ?? settings).utf8), &made)
      if status == HS_OK { instance = made }
      return status == HS_OK && made == nil ? HS_FAILED : status
    }
  }

  func start() -> hs_status {
    guard let instance else { return HS_INVALID }
    if let resume = plugin.table.pointee.monitor?.pointee.resume {
      let status = lend(input: RecordBatch([Cursor]())) { call, input, _ in
        input.map { resume(instance, call, $0) } ?? HS_INVALID
      }
      if status != HS_OK { return status }
    }
    guard let start = lifecycle.start else { return HS_OK }
    return lend(context: [RecordBatch([service])]) { call, _, _ in start(instance, call) }
  }

  func drain() -> hs_status {
    guard let instance, let drain = lifecycle.drain else { return HS_OK }
    return lend { call, _, _ in drain(instance, call) }
  }

  func destroy() {
    guard let instance else { return }
    lifecycle.destroy?(instance)
    self.instance = nil
  }

  func selfTest() -> hs_status? {
    guard let instance, let test = lifecycle.self_test else { return nil }
    return lend { call, _, _ in test(instance, call) }
  }

  /// The state that the instance emits; nil when it has no `save`.
  func save() -> (status: hs_status, state: [RecordBatch])? {
    guard let instance, let save = plugin.table.pointee.lifecycle?.pointee.save else { return nil }
    _ = host.heard()
    host.allowAny(true)
    defer { host.allowAny(false) }
    let status = lend { call, _, _ in save(instance, call) }
    return (status, host.heard().batches)
  }

  func restore(_ batch: RecordBatch) -> hs_status? {
    guard let instance, let restore = lifecycle.restore else { return nil }
    return lend(input: batch) { call, input, _ in input.map { restore(instance, call, $0) } ?? HS_INVALID }
  }

  /// One call of the kind's first function.
  func work(_ input: RecordBatch, _ call: LentCall? = nil) -> hs_status {
    guard let instance else { return HS_INVALID }
    let call = call ?? LentCall(host, limit: description.kind == .monitor ? .milliseconds(30) : .seconds(5))
    let context = SampleRecords.context(for: description.kind, of: service)
    return lend(call, context: context, input: input) { call, input, _ in
      guard let input else { return HS_INVALID }
      let table = plugin.table.pointee
      switch description.kind {
      case .monitor: return table.monitor?.pointee.poll?(instance, call) ?? HS_INVALID
      case .analyzer: return table.analyzer?.pointee.analyze?(instance, call, input) ?? HS_INVALID
      case .patcher: return table.patcher?.pointee.propose?(instance, call, input) ?? HS_INVALID
      case .tester: return table.tester?.pointee.verify?(instance, call, input) ?? HS_INVALID
      case .deployer: return table.deployer?.pointee.prepare?(instance, call, input) ?? HS_INVALID
      }
    }
  }
}
