import CHomeostasisPlugin
import Glibc
import Healing
public import PluginBridge
import Synchronization

/// Calls the functions of one instance of a loaded plugin, on the calling thread, one at a time. The host uses it for
/// plugins in its own process, the runner for those in its.
public final class PluginCaller: ServiceLender, @unchecked Sendable {
  // Sendable: the owner calls `perform` from one thread at a time.
  /// A line of the plugin's log: level, text, fields.
  public typealias Log = @Sendable (UInt32, String, [String: String]) -> Void

  let description: PluginDescription
  private let table: UnsafePointer<hs_plugin>
  private let log: Log
  private let host: UnsafeMutablePointer<hs_host>
  private var instance: OpaquePointer?
  private var current: CallState?
  private var isSaving = false
  private let serviceTables: [String: UnsafePointer<hs_service>]
  /// Services whose refusal was told.
  private let told = Mutex<Set<String>>([])

  /// Loads the plugin `id` of the staged library at `path`.
  public convenience init(_ id: String, at path: String, log: @escaping Log) throws(PluginFailure) {
    self.init(try LoadedPlugin.one(id, at: path), log: log)
  }

  init(_ plugin: LoadedPlugin, log: @escaping Log) {
    description = plugin.description
    table = plugin.table
    self.log = log
    host = .allocate(capacity: 1)
    serviceTables = HostTable.services()
    super.init()
    host.initialize(to: HostTable.make())
    host.pointee.owner = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    if let instance { table.pointee.lifecycle?.pointee.destroy?(instance) }
    host.deallocate()
    for table in serviceTables.values { UnsafeMutablePointer(mutating: table).deallocate() }
  }

  /// What the call that is under way is granted.
  public override var services: any HostServices { current?.call.services ?? NoServices() }

  /// Calls one function and returns how it ended.
  public func perform(_ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall) -> PluginAnswer {
    let state = CallState(call)
    current = state
    defer { current = nil }
    let status = invoke(verb, state.pointer, input?.records)
    withExtendedLifetime((state, input)) {}
    return PluginAnswer(status: status, complaints: state.complaints)
  }

  /// Calls one function of the plugin's kind with each batch, as one call: what goes along is made once, and `slot` notes
  /// each batch. Ends with the first status that is not `HS_OK`.
  func perform(
    _ verb: PluginVerb, each inputs: [RecordBatch], _ call: PluginCall, _ slot: BlackBox.Slot?
  ) -> PluginAnswer {
    let state = CallState(call)
    current = state
    defer { current = nil }
    guard let instance, let work = work(verb) else { return PluginAnswer(status: HS_INVALID) }
    let pointer = state.pointer
    var status = HS_OK
    let thread = BlackBox.Slot.thread
    slot?.enter(verb)
    inputs.withUnsafeBufferPointer { inputs in
      var index = 0
      while index < inputs.count && status == HS_OK {
        slot?.enterAgain(thread)
        status = work(instance, pointer, inputs[index].records)
        slot?.leaveAgain()
        index += 1
      }
    }
    slot?.leave()
    withExtendedLifetime((state, inputs)) {}
    return PluginAnswer(status: status, complaints: state.complaints)
  }

  /// As ``perform(_:_:_:)``, and notes how long it took.
  func timed(
    _ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall, _ slot: BlackBox.Slot? = nil
  ) -> PluginAnswer {
    let start = ContinuousClock.now
    slot?.enter(verb)
    defer { slot?.leave() }
    var answer = perform(verb, input, call)
    answer.took = ContinuousClock.now - start
    return answer
  }

  private func invoke(
    _ verb: PluginVerb, _ call: UnsafePointer<hs_call>, _ input: UnsafePointer<hs_records>?
  ) -> hs_status {
    let lifecycle = table.pointee.lifecycle!.pointee  // Checked by ModuleReader.
    switch verb {
    case .create:
      var made: OpaquePointer?
      let status = current!.call.settings.withHSString { lifecycle.create!(host, call, $0, &made) }
      if status == HS_OK && made == nil { return HS_FAILED }
      if status == HS_OK { instance = made }
      return status
    case .destroy:
      if let instance { lifecycle.destroy!(instance) }
      instance = nil
      return HS_OK
    default: break
    }
    guard let instance else { return HS_INVALID }
    switch verb {
    case .start: return lifecycle.start?(instance, call) ?? HS_OK
    case .drain: return lifecycle.drain?(instance, call) ?? HS_OK
    case .selfTest: return lifecycle.self_test?(instance, call) ?? HS_OK
    case .save:
      isSaving = true
      defer { isSaving = false }
      return lifecycle.save?(instance, call) ?? HS_UNSUPPORTED
    case .poll: return table.pointee.monitor?.pointee.poll?(instance, call) ?? HS_INVALID
    default:
      guard let input else { return HS_INVALID }
      if verb == .resume && table.pointee.monitor?.pointee.resume == nil { return HS_OK }
      if verb == .restore { return lifecycle.restore?(instance, call, input) ?? HS_UNSUPPORTED }
      return work(verb)?(instance, call, input) ?? HS_INVALID
    }
  }

  private func work(_ verb: PluginVerb) -> hs_work? {
    switch verb {
    case .resume: table.pointee.monitor?.pointee.resume
    case .analyze: table.pointee.analyzer?.pointee.analyze
    case .propose: table.pointee.patcher?.pointee.propose
    case .verify: table.pointee.tester?.pointee.verify
    case .prepare: table.pointee.deployer?.pointee.prepare
    case .switchOver: table.pointee.deployer?.pointee.switch_over
    case .promote: table.pointee.deployer?.pointee.promote
    case .rollBack: table.pointee.deployer?.pointee.rollback
    case .status: table.pointee.deployer?.pointee.status
    default: nil
    }
  }
}

extension PluginCaller {
  /// A line of the plugin's log.
  func said(_ level: UInt32, _ text: String, _ fields: [String: String]) { log(level, text, fields) }

  /// The table of a granted service, lent for the life of this object.
  func service(_ id: String) -> UnsafePointer<hs_service>? {
    guard let current else { return nil }
    if current.call.services.grants(id) { return serviceTables[id] }
    // Once: a plugin may look in every call, and a name that it makes up each time is not kept.
    guard told.withLock({ $0.count < 64 && $0.insert(id).inserted }) else { return nil }
    said(
      HS_LOG_WARNING, "a host service is not granted",
      ["plugin": description.id, "service": id, "why": current.call.services.refusal(of: id)])
    return nil
  }

  /// A batch that the plugin emits.
  func emitted(_ records: UnsafePointer<hs_records>) -> hs_status {
    guard let call = current?.call else { return HS_INVALID }
    let durable = records.pointee.flags & HS_BATCH_DURABLE != 0
    do throws(BridgeFailure) {
      if let forward = call.forward { return try forward(records, durable).status }
      let batch = try RecordBatch(copying: records)
      try description.admit(batch, isSaving: isSaving)
      return call.emit(batch, durable).status
    } catch {
      said(HS_LOG_ERROR, "a batch was refused", ["plugin": description.id, "reason": error.description])
      return HS_INVALID
    }
  }
}

extension PluginDescription {
  /// Checks a batch that the plugin emits: a schema that it announced, and that schema's columns. What a plugin saves is
  /// of its own schema, and says so by not being one of the host's.
  func admit(_ batch: RecordBatch, isSaving: Bool = false) throws(BridgeFailure) {
    let schema = batch.schema
    guard isSaving && !schema.hasPrefix("homeostasis.") || produces.contains(schema) else {
      throw BridgeFailure("\(id) emits \(schema), which its descriptor does not list in produces")
    }
    try batch.check()
  }
}
