import Healing
import IncidentStore

/// Events of a service `shop`, or another.
func event(
  _ id: String, _ fingerprint: String = "f1", service: String = "shop", at: Timestamp = Timestamp(nanoseconds: 1_000),
  frames: [StackFrame] = [StackFrame(file: "shop/cart.py", line: 12, symbol: "total", project: true)]
) -> ClassifiedEvent {
  var event = Event(
    id: id, at: at, service: service, source: "shop.log", signal: .error, severity: .error, message: "KeyError: 'price'"
  )
  event.type = "KeyError"
  return ClassifiedEvent(
    event: event, language: "python", fingerprint: fingerprint, title: "KeyError: 'price'", exceptionType: "KeyError",
    frames: frames, exceptions: [ThrownException(type: "KeyError", message: "'price'", frames: frames)])
}

func cursor(_ position: String, monitor: String = "web/log", stream: String = "shop.log") -> Cursor {
  Cursor(monitor: monitor, stream: stream, position: Array(position.utf8), at: Timestamp(nanoseconds: 7))
}

extension Transition {
  /// A step that changes nothing but the state.
  init(_ course: CourseRecord, to state: String, finished: Bool = false, records: [StoredRecord] = []) {
    var next = course
    next.state = state
    next.finished = finished
    self.init(to: next, records: records, audit: AuditNote("course.\(state)"))
  }
}

extension SQLiteIncidentStore {
  /// The course of a new incident with one event.
  func newCourse(_ fingerprint: String = "f1", service: String = "shop") throws -> CourseRecord {
    let incidents = try ingest(
      [event("event of \(service) \(fingerprint)", fingerprint, service: service)], cursor: nil)
    return try course(of: incidents[0].id)
  }
}
