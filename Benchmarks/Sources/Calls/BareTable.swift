import CHomeostasisPlugin
import PluginBridge
import SystemCalls

/// The peer of a call in the host: the same function of the same plugin, called through its C table by hand. No thread,
/// no deadline, no copy, and what the plugin emits is taken unseen.
struct BareTable {
  private let function: hs_work
  private let instance: OpaquePointer
  private let call: UnsafeMutablePointer<hs_call>

  init(_ library: String) throws {
    guard let symbol = try DynamicLibrary(path: library).symbol("homeostasis_module_v1"),
      let module = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafePointer<hs_module>?).self)()?.pointee,
      let plugin = module.plugins?.pointee, let create = plugin.lifecycle?.pointee.create,
      let analyze = plugin.analyzer?.pointee.analyze
    else { throw BenchFailure("\(library) is not the plugin that it should be") }
    // Neither is ever freed: the instance lives as long as the program.
    let host = UnsafeMutablePointer<hs_host>.allocate(capacity: 1)
    host.initialize(
      to: hs_host(
        size: UInt32(MemoryLayout<hs_host>.size), abi_minor: HS_ABI_MINOR, owner: nil, log: { _, _, _, _, _, _ in },
        metric: { _, _, _, _, _, _ in }, emit: { _, _, _ in HS_OK }, extension: nil))
    call = .allocate(capacity: 1)
    let nothing = hs_str(ptr: nil, len: 0)
    call.initialize(
      to: hs_call(
        size: UInt32(MemoryLayout<hs_call>.size), attempt: 1, id: nothing, trace: nothing, deadline_ns: 0,
        context_count: 0, context: nil, owner: nil, stop: { _ in 0 }, fail: { $1.pointee.status }))
    var made: OpaquePointer?
    guard create(host, call, nothing, &made) == HS_OK, let made else {
      throw BenchFailure("\(library) makes no instance")
    }
    function = analyze
    instance = made
  }

  /// Nanoseconds of one call with `batch`, the mean of `count`.
  func nanoseconds(of batch: RecordBatch, count: Int) throws -> Double {
    let records = batch.records
    let started = ContinuousClock.now
    for _ in 0..<count where function(instance, call, records) != HS_OK {
      throw BenchFailure("the bare call fails")
    }
    let took = (ContinuousClock.now - started).nanosecondsAsDouble
    withExtendedLifetime(batch) {}
    return took / Double(count)
  }
}
