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

  init(_ overview: IncidentOverview) {
    let incident = overview.incident
    id = incident.id
    service = incident.service
    fingerprint = incident.fingerprint
    title = incident.title
    type = incident.type
    file = incident.file
    line = incident.line
    count = incident.count
    attempt = overview.course.attempt
    state = overview.course.state
    outcome = overview.outcome?.outcome
    reason = overview.outcome?.reason
    firstSeen = Clock.text(incident.firstSeen)
    lastSeen = Clock.text(incident.lastSeen)
  }

  /// The outcome when there is one, else the state.
  var standing: String { state == "ended" ? outcome ?? state : state }
}
