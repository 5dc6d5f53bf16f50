public import CHomeostasisPlugin
import Glibc
import Healing
import HomeostasisSDK

/// Reports what becomes of a service's processes: those that end by themselves, what their keeper refuses to do, and how
/// much memory they take.
struct ProcessMonitor: MonitorStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.process", version: "0.1.0",
    summary: "watches the processes of a service that Homeostasis runs",
    settings: """
      {"type": "object", "additionalProperties": false, "properties": {
        "interval-ms": {"type": "integer", "minimum": 100, "default": 1000,
          "description": "How often it looks, in milliseconds."},
        "memory-interval-ms": {"type": "integer", "minimum": 1000, "default": 15000,
          "description": "How often it reports the memory in use, in milliseconds."},
        "memory-limit-bytes": {"type": "integer", "minimum": 1048576,
          "description": "A process that has more resident memory than this is an error."}}}
      """,
    needs: [.generations])

  private let host: StageHost
  private let interval: Duration
  private let memoryInterval: Duration
  private let memoryLimit: Int64?
  private var nextLook = ContinuousClock.now
  private var nextMemory = ContinuousClock.now
  /// The last exit that was reported; nil before the first look of a first run: what was before is history.
  private var lastExit: Int64?
  private var held: String?
  private var tooLarge: Set<Int64> = []

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {
    self.host = host
    interval = .milliseconds(settings["interval-ms"]?.integer ?? 1000)
    memoryInterval = .milliseconds(settings["memory-interval-ms"]?.integer ?? 15_000)
    memoryLimit = settings["memory-limit-bytes"]?.integer
  }

  mutating func resume(_ cursors: [Cursor], _ call: StageCall) throws(StageFailure) {
    guard let cursor = cursors.first(where: { $0.stream == "exits" }) else { return }
    lastExit = Int64(String(decoding: cursor.position, as: UTF8.self))
  }

  mutating func poll(_ call: StageCall) throws(StageFailure) {
    guard call.wait(until: nextLook) else { return }
    nextLook = .now + interval
    let status = try host.generations.status(GenerationStatusRequest())
    var events = reportExits(status, call) + reportHold(status, call)
    if ContinuousClock.now >= nextMemory {
      nextMemory = .now + memoryInterval
      events += reportMemory(status, call)
    }
    if events.isEmpty { return }
    try call.emit(events, stream: "exits", cursor: Array("\(lastExit ?? 0)".utf8))
  }

  private mutating func reportExits(_ status: ServiceStatus, _ call: StageCall) -> [Event] {
    let exits = status.exits ?? []
    let known = lastExit ?? exits.map(\.sequence).max() ?? 0
    lastExit = max(known, exits.map(\.sequence).max() ?? 0)
    return exits.filter { $0.sequence > known && !$0.isInOrder }.map { exit in
      var event = Event(
        id: "\(call.service.name)/exit/\(exit.sequence)", at: exit.at, service: call.service.name, source: "process",
        signal: .exit, severity: exit.severity, message: exit.message)
      event.type = exit.type
      event.generation = exit.generation
      event.pid = exit.pid
      event.attributes = [
        "ran_ms": .number(exit.ranMs), "had_traffic": .bool(exit.current),
        "peak_bytes": exit.peakBytes.map { .integer($0) } ?? .null,
      ]
      return event
    }
  }

  private mutating func reportHold(_ status: ServiceStatus, _ call: StageCall) -> [Event] {
    defer { held = status.held }
    if status.held == held { return [] }
    let now = Timestamp.now
    return [
      Event(
        id: "\(call.service.name)/held/\(now.nanoseconds)", at: now, service: call.service.name, source: "process",
        signal: .health, severity: status.held == nil ? .info : .error,
        message: status.held.map { "held: \($0)" } ?? "no longer held")
    ]
  }

  private mutating func reportMemory(_ status: ServiceStatus, _ call: StageCall) -> [Event] {
    let now = Timestamp.now
    var events: [Event] = []
    for generation in status.generations {
      guard let bytes = generation.residentBytes, let pid = generation.pid else { continue }
      var event = Event(
        id: "\(call.service.name)/memory/\(pid)/\(now.nanoseconds)", at: now, service: call.service.name,
        source: "process", signal: .metric, severity: .info, message: "process.memory.usage")
      (event.value, event.unit, event.pid, event.generation) = (Double(bytes), "By", pid, generation.generation)
      events.append(event)
      guard let memoryLimit, bytes > memoryLimit, tooLarge.insert(pid).inserted else { continue }
      event.id = "\(call.service.name)/memory-limit/\(pid)"
      (event.signal, event.severity) = (.error, .error)
      event.type = "MemoryLimit"
      event.message =
        "process \(pid) of generation \(generation.generation) has \(bytes) bytes resident, the limit is \(memoryLimit)"
      events.append(event)
    }
    tooLarge.formIntersection(status.generations.compactMap(\.pid))
    return events
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(ProcessMonitor.self) }
