import Healing
import TraceGrammar

/// Gives events one shape, whichever monitor and logger they come from.
enum Standardization {
  /// How far ahead a clock may be before its time is not believed.
  private static let ahead = Duration.seconds(300)

  static func event(_ event: Event, at now: Timestamp) -> Event {
    var event = event
    if event.trace?.isEmpty == true { event.trace = nil }
    if event.signal == .log || event.severity.rawValue < 1 || event.at == .unknown { read(&event, now) }
    event.severity = Severity(rawValue: min(max(event.severity.rawValue, 1), 24))
    if event.at == .unknown || event.at - now > ahead { event.at = now }
    if event.attributes?["failing_request"] == nil, event.severity >= .error,
      let request = FailingRequestText.find(in: event.message) ?? event.trace.flatMap(FailingRequestText.find)
    {
      event.add("failing_request", request)
    }
    return event
  }

  /// Reads what the monitor left in the line: its time and level, or the fields of a JSON line.
  private static func read(_ event: inout Event, _ now: Timestamp) {
    let line = Array(event.message.utf8)
    let head = line.withUnsafeBytes { LineHead(UnsafeRawBufferPointer(rebasing: $0.prefix { $0 != 0x0A })) }
    let time = head.time.flatMap { place in
      line.withUnsafeBytes { LogTime.read($0, at: place.lowerBound, now: now) }
    }
    if event.at == .unknown { event.at = time ?? .unknown }
    if event.severity.rawValue < 1 { event.severity = head.severity ?? .info }
    if head.isJSON, let json = JSONLine(line) {
      json.fill(&event)
      if event.at == .unknown { event.at = json.time(now: now, offset: 0) ?? .unknown }
    } else if head.startsRecord, head.textStart <= line.count {
      event.message = String(decoding: line[head.textStart...], as: UTF8.self)
    }
  }
}
