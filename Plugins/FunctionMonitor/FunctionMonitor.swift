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
  private let limit: Int64
  private var nextLook = ContinuousClock.now
  private var failures: Int64 = 0
  private var isHealthy: Bool?

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {
    let declaration: FunctionDeclaration
    do throws(FunctionMistakes) { declaration = try FunctionDeclaration(settings, records: .monitor) } catch {
      throw error.failure
    }
    function = try ForeignFunction(declaration)
    rule = HealthRule(settings)
    interval = .milliseconds(settings["interval-ms"]?.integer ?? 5000)
    limit = settings["failures"]?.integer ?? 1
  }

  mutating func resume(_ cursors: [Cursor], _ call: StageCall) throws(StageFailure) {
    guard let cursor = cursors.first(where: { $0.stream == "function" }) else { return }
    isHealthy = cursor.position.elementsEqual("healthy".utf8)
    failures = isHealthy == true ? 0 : limit
  }

  mutating func poll(_ call: StageCall) throws(StageFailure) {
    guard call.wait(until: nextLook) else { return }
    nextLook = .now + interval
    var input = FunctionInput()
    input.add("service", call.service)
    guard let event = take(rule.complaint(try function.call(input)), call.service.name) else { return }
    try call.emit([event], stream: "function", cursor: Array((isHealthy == true ? "healthy" : "unhealthy").utf8))
  }

  private mutating func take(_ complaint: String?, _ service: String) -> Event? {
    guard let complaint else {
      failures = 0
      if isHealthy == true { return nil }
      isHealthy = true
      return event(service, .health, .info, "healthy")
    }
    failures += 1
    if failures < limit || isHealthy == false { return nil }
    isHealthy = false
    var event = event(service, .error, .error, "unhealthy: \(complaint), \(failures) times in a row")
    event.type = "Unhealthy"
    return event
  }

  private func event(_ service: String, _ signal: Signal, _ severity: Severity, _ message: String) -> Event {
    let now = Timestamp.now
    return Event(
      id: "\(service)/function/\(now.nanoseconds)", at: now, service: service, source: "function", signal: signal,
      severity: severity, message: message)
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(FunctionMonitor.self) }
