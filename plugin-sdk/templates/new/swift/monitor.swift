public import CHomeostasisPlugin
import Healing
import HomeostasisSDK

/// NAME: a monitor that tells once that it watches. Write what it shall do instead.
struct TYPE: MonitorStage {
  static let descriptor = StageDescriptor(
    id: "org.example.NAME", version: "0.1.0", summary: "tells once that it watches")

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {}

  private var told = false

  mutating func poll(_ call: StageCall) throws(StageFailure) {
    if !told {
      // The id comes from the place that was read: a repeat is dropped as a twin.
      let event = Event(
        id: "NAME:1", at: .unknown, service: "unknown", source: "NAME", signal: .log, severity: .info,
        message: "NAME watches")
      try call.emit([event], stream: "NAME", cursor: Array("1".utf8))
      told = true
    }
    // Wait for data here; the host calls again at once.
    _ = call.wait(until: .now + .seconds(60))
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(TYPE.self) }
