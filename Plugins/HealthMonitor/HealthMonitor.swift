public import CHomeostasisPlugin
import Healing
import HomeostasisSDK

/// Asks a service for its health, from outside and as a client would, and reports when the answer changes.
struct HealthMonitor: MonitorStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.http-health", version: "0.1.0", summary: "asks a service for its health over HTTP",
    settings: """
      {"type": "object", "additionalProperties": false, "properties": {
        "interval-ms": {"type": "integer", "minimum": 100, "default": 5000,
          "description": "How often it asks, in milliseconds."},
        "timeout-ms": {"type": "integer", "minimum": 10, "maximum": 60000, "default": 2000,
          "description": "An answer that takes longer is a failure, in milliseconds."},
        "failures": {"type": "integer", "minimum": 1, "default": 3,
          "description": "How many failures in a row make the service unhealthy."}}}
      """)

  private let interval: Duration
  private let timeout: Duration
  private var nextLook = ContinuousClock.now
  private var question: HealthQuestion?
  private var health: HealthChanges

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {
    interval = .milliseconds(settings["interval-ms"]?.integer ?? 5000)
    timeout = .milliseconds(settings["timeout-ms"]?.integer ?? 2000)
    health = HealthChanges(source: "http-health", failures: settings["failures"]?.integer ?? 3)
  }

  mutating func resume(_ cursors: [Cursor], _ call: StageCall) throws(StageFailure) {
    if let cursor = cursors.first(where: { $0.stream == "health" }) { health.resume(cursor) }
  }

  /// A question may take longer than one call: it goes on in the next.
  mutating func poll(_ call: StageCall) throws(StageFailure) {
    if question == nil {
      guard call.wait(until: nextLook) else { return }
      nextLook = .now + interval
      question = try HealthQuestion(of: call.service, within: timeout)
    }
    guard let answer = question?.wait(call) else { return }
    question = nil
    guard let event = take(answer, call.service.name) else { return }
    try call.emit([event], stream: "health", cursor: health.cursor)
  }

  private mutating func take(_ answer: HealthQuestion.Answer, _ service: String) -> Event? {
    switch answer {
    case .status(let status) where (200..<300).contains(status):
      health.well(service, "healthy: status \(status)")
    case .status(let status): health.unwell(service, "status \(status)")
    case .failure(let what): health.unwell(service, what)
    }
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(HealthMonitor.self) }
