import CHomeostasisPlugin
import Healing
import Synchronization

/// The C tables of this library's one stage. They are made once and never change or go away.
enum Exported {
  /// Written once, by the first call of the entry point, and only read afterwards.
  private static let stage = Mutex<Made?>(nil)

  private struct Made: @unchecked Sendable {
    // Sendable: constant data.
    let stage: ExportedStage
    let module: UnsafePointer<hs_module>
  }

  static func module(_ stage: @autoclosure () -> ExportedStage) -> UnsafePointer<hs_module> {
    self.stage.withLock { made in
      if let made { return made }
      let new = stage()
      let all = Made(stage: new, module: module(of: new))
      made = all
      return all
    }.module
  }

  private static func module(of stage: ExportedStage) -> UnsafePointer<hs_module> {
    constant(
      hs_module(
        size: size(hs_module.self), magic: HS_ABI_MAGIC, abi_major: HS_ABI_MAJOR, abi_minor: HS_ABI_MINOR,
        plugin_count: 1, plugin_stride: size(hs_plugin.self), plugins: plugin(of: stage), runtime: text("swift 6.3"),
        extension: nil))
  }

  private static func plugin(of stage: ExportedStage) -> UnsafePointer<hs_plugin> {
    var plugin = hs_plugin()
    plugin.size = size(hs_plugin.self)
    plugin.capabilities = stage.descriptor.capabilities.rawValue | (stage.isStateful ? HS_CAP_STATEFUL : 0)
    plugin.id = text(stage.descriptor.id)
    plugin.version = text(stage.descriptor.version)
    plugin.summary = text(stage.descriptor.summary)
    plugin.config_schema = text(stage.descriptor.settings)
    plugin.consumes = text(stage.schemas.consumes)
    plugin.produces = text(stage.schemas.produces)
    plugin.needs = text(stage.needs)
    plugin.lifecycle = constant(lifecycle(isStateful: stage.isStateful))
    switch stage.kind {
    case .monitor: plugin.monitor = constant(monitor)
    case .analyzer: plugin.analyzer = constant(analyzer)
    case .patcher: plugin.patcher = constant(patcher)
    case .tester: plugin.tester = constant(tester)
    case .deployer: plugin.deployer = constant(deployer)
    }
    return constant(plugin)
  }

  /// Makes an instance of this library's stage.
  static func create(
    _ host: UnsafePointer<hs_host>, _ call: UnsafePointer<hs_call>, _ settings: hs_str
  ) throws(StageFailure) -> OpaquePointer {
    guard let stage = stage.withLock({ $0 })?.stage else {
      throw StageFailure(.invalid, code: "host.order", place: "create", message: "create came before the entry point")
    }
    let value: JSONValue
    do { value = settings.len == 0 ? [:] : try JSON.decode(from: settings.string) } catch {
      throw StageFailure(.invalid, code: "config.not-json", place: "", message: "the settings are not JSON: \(error)")
    }
    let stageHost = StageHost(host)
    stageHost.call = call
    defer { stageHost.call = nil }
    return OpaquePointer(Unmanaged.passRetained(try stage.make(value, stageHost)).toOpaque())
  }

  static func constant<T>(_ value: T) -> UnsafePointer<T> {
    let place = UnsafeMutablePointer<T>.allocate(capacity: 1)
    place.initialize(to: value)
    return UnsafePointer(place)
  }

  static func size<T>(_: T.Type) -> UInt32 { UInt32(MemoryLayout<T>.size) }

  private static func text(_ string: String) -> hs_str {
    let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: max(string.utf8.count, 1))
    for (index, byte) in string.utf8.enumerated() { bytes[index] = CChar(bitPattern: byte) }
    return hs_str(ptr: bytes, len: string.utf8.count)
  }
}
