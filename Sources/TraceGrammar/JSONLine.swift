public import Healing

/// A log line that is a JSON object, in the fields of the usual loggers.
public struct JSONLine: Sendable {
  private let members: JSONValue

  /// Reads a line; nil when it is no JSON object.
  public init?(_ bytes: some Sequence<UInt8>) {
    do {
      members = try JSON.decode(JSONValue.self, from: bytes)
    } catch {
      return nil  // It only begins and ends like one: a line of text.
    }
    guard case .object = members else { return nil }
  }

  /// Sets what the line tells: message, type, trace, process, request and time.
  public func fill(_ event: inout Event) {
    event.message = text("message", "msg", "event", "short_message", "text", "log", "@m", "error") ?? ""
    event.trace = text(
      "exc_info", "stack_trace", "stacktrace", "stack", "traceback", "exc_text", "exception.stacktrace", "error.stack",
      "error.stack_trace", "err.stack", "exception", "full_message")
    event.type = text("exc_type", "error.type", "err.type", "exception.type", "exception.class", "error.kind", "error_class")
    event.pid = number("pid", "process.pid", "process")
    event.request = text("trace_id", "traceId", "trace.id", "dd.trace_id")
    if event.message.isEmpty { event.message = event.trace.map { String($0.prefix { $0 != "\n" }) } ?? "" }
    if let severity { event.severity = severity }
    if let request = member("failing_request") ?? member("failing-request"), let read = FailingRequestText.read(request) {
      event.add("failing_request", read)
    }
  }

  /// When it happened.
  public func time(now: Timestamp, offset: Int64) -> Timestamp? {
    for key in ["timestamp", "@timestamp", "time", "ts", "asctime", "@t"] {
      guard let value = member(key) else { continue }
      if let text = value.text {
        if let time = Array(text.utf8).withUnsafeBytes({ LogTime.read($0, now: now, offset: offset) }) { return time }
      } else if let number = value.double, number > 1e9, number < 4e18 {
        let scale: Double = number < 1e11 ? 1e9 : number < 1e14 ? 1e6 : number < 1e17 ? 1e3 : 1
        return Timestamp(nanoseconds: Int64(number * scale))
      }
    }
    return nil
  }

  private var severity: Severity? {
    for key in ["level", "severity", "levelname", "log.level", "lvl", "@l"] {
      guard let value = member(key) else { continue }
      if let text = value.text {
        if let found = Array(text.utf8).withUnsafeBytes({ LevelWord.severity(of: $0, 0..<$0.count) }) { return found }
      } else if let number = value.integer, number % 10 == 0 {
        return LevelWord.ofTens(Int(clamping: number / 10))
      }
    }
    return nil
  }

  private func text(_ keys: String...) -> String? {
    for key in keys {
      if let text = member(key)?.text, !text.isEmpty { return text }
    }
    return nil
  }

  private func number(_ keys: String...) -> Int64? {
    for key in keys {
      if let number = member(key)?.integer { return number }
    }
    return nil
  }

  /// A member by its key, or by the path that a key with dots is.
  private func member(_ key: String) -> JSONValue? {
    if let value = members[key] { return value }
    var value: JSONValue? = members
    for part in key.split(separator: ".") { value = value?[String(part)] }
    return key.contains(".") ? value : nil
  }
}
