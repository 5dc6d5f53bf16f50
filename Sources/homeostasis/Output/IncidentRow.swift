import Healing
import IncidentStore

/// An incident in JSON.
struct IncidentRow: Encodable {
  let id: String
  let service: String
  let fingerprint: String
  let title: String
  let type: String?
  let file: String?
  let line: Int?
  let count: Int
  let attempt: Int
  /// The state of its course.
  let state: String
  let outcome: String?
  let reason: String?
  let firstSeen: String
  let lastSeen: String

  init(_ overview: IncidentOverview) { self.init(overview.incident, overview.course, overview.outcome) }

  init(_ incident: Incident, _ course: CourseRecord, _ stored: StoredOutcome?) {
    id = incident.id
    service = incident.service
    fingerprint = incident.fingerprint
    title = incident.title
    type = incident.type
    file = incident.file
    line = incident.line
    count = incident.count
    attempt = course.attempt
    state = course.state
    outcome = stored?.outcome
    reason = stored?.reason
    firstSeen = Clock.text(incident.firstSeen)
    lastSeen = Clock.text(incident.lastSeen)
  }

  /// The outcome when there is one, else the state.
  var standing: String { state == "ended" ? outcome ?? state : state }
}
