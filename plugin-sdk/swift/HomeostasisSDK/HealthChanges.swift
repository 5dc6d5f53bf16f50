public import Healing

/// What a monitor knows of a service's health over time: an event when it changes, to bad only after some bad answers
/// in a row. It also is the cursor, so that a restarted monitor tells nothing twice.
public struct HealthChanges {
  private let source: String
  private let limit: Int64
  private var failures: Int64 = 0
  /// Nil: nothing was told yet.
  private var isHealthy: Bool?

  /// - Parameters:
  ///   - source: what was asked, for the events.
  ///   - failures: how many bad answers in a row make it unhealthy.
  public init(source: String, failures: Int64) {
    self.source = source
    limit = failures
  }

  /// Goes on from the cursor that was stored with the last event.
  public mutating func resume(_ cursor: Cursor) {
    isHealthy = cursor.position.elementsEqual("healthy".utf8)
    failures = isHealthy == true ? 0 : limit
  }

  /// Where a restart goes on.
  public var cursor: [UInt8] { Array((isHealthy == true ? "healthy" : "unhealthy").utf8) }

  /// Takes a good answer; nil: nothing new.
  /// - Parameter message: what was answered.
  public mutating func well(_ service: String, _ message: String = "healthy") -> Event? {
    failures = 0
    if isHealthy == true { return nil }
    isHealthy = true
    return event(service, .health, .info, message)
  }

  /// Takes a bad answer; nil: nothing new, or not often enough.
  /// - Parameter complaint: what is wrong, as part of a sentence.
  public mutating func unwell(_ service: String, _ complaint: String) -> Event? {
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
      id: "\(service)/\(source)/\(now.nanoseconds)", at: now, service: service, source: source, signal: signal,
      severity: severity, message: message)
  }
}
