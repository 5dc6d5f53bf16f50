public import CHomeostasisPlugin
import ForeignFunctions
import Healing
import HomeostasisSDK

/// Asks a C function of any shared library whether a service is healthy, and reports when the answer changes.
struct FunctionMonitor: MonitorStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.monitor.function", version: "0.1.0",
    summary: "a C function of any shared library as a health check",
    settings: FunctionSettings.schema(
      own: HealthRule.settings,
      example: """
        {"library": "libc.so.6", "function": "getpagesize", "returns": "i32", "healthy": "nonzero"}
        """),
    capabilities: .ownProcess)

  private let function: ForeignFunction
  private let rule: HealthRule
  private let interval: Duration
  private var nextLook = ContinuousClock.now
  private var health: HealthChanges

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {
    let declaration: FunctionDeclaration
    do throws(FunctionMistakes) { declaration = try FunctionDeclaration(settings, records: .monitor) } catch {
      throw error.failure
    }
    function = try ForeignFunction(declaration)
    rule = HealthRule(settings)
    interval = .milliseconds(settings["interval-ms"]?.integer ?? 5000)
    health = HealthChanges(source: "function", failures: settings["failures"]?.integer ?? 1)
  }

  mutating func resume(_ cursors: [Cursor], _ call: StageCall) throws(StageFailure) {
    if let cursor = cursors.first(where: { $0.stream == "function" }) { health.resume(cursor) }
  }

  mutating func poll(_ call: StageCall) throws(StageFailure) {
    guard call.wait(until: nextLook) else { return }
    nextLook = .now + interval
    var input = FunctionInput()
    input.add("service", call.service)
    let complaint = rule.complaint(try function.call(input))
    let name = call.service.name
    let event = if let complaint { health.unwell(name, complaint) } else { health.well(name) }
    guard let event else { return }
    try call.emit([event], stream: "function", cursor: health.cursor)
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(FunctionMonitor.self) }
