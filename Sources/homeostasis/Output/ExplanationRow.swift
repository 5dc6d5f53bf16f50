import Healing
import IncidentStore

/// Everything about one incident, in JSON.
struct ExplanationRow: Encodable {
  let incident: Incident
  let state: String
  let attempt: Int
  let samples: [ClassifiedEvent]
  let records: [RecordRow]
  let outcomes: [OutcomeRow]
  let audit: [AuditRow]

  struct RecordRow: Encodable {
    let schema: String
    let id: String
    let parent: String
    let attempt: Int
    let body: JSONValue?
  }

  struct OutcomeRow: Encodable {
    let attempt: Int
    let outcome: String
    let reason: String?
    let at: String
  }

  struct AuditRow: Encodable {
    let sequence: Int64
    let at: String
    let action: String
    let actor: String
    let detail: JSONValue?
  }

  init(_ explanation: Explanation) {
    incident = explanation.incident
    state = explanation.course.state
    attempt = explanation.course.attempt
    samples = explanation.samples
    // A body that is not JSON is left out here; the audit's check is what finds it.
    records = explanation.records.map {
      RecordRow(
        schema: $0.schema.rawValue, id: $0.id, parent: $0.parent, attempt: $0.attempt,
        body: try? JSON.decode(from: $0.body))
    }
    outcomes = explanation.outcomes.map {
      OutcomeRow(attempt: $0.attempt, outcome: $0.outcome, reason: $0.reason, at: Clock.text($0.at))
    }
    audit = explanation.audit.map {
      AuditRow(
        sequence: $0.sequence, at: Clock.text($0.at), action: $0.action, actor: $0.actor,
        detail: try? JSON.decode(from: $0.detail))
    }
  }
}
