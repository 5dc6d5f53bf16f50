import Healing
import IncidentStore

/// One incident for a reader.
struct IncidentPage {
  let incident: Incident
  let row: IncidentRow

  init(_ overview: IncidentOverview) {
    self.init(overview.incident, IncidentRow(overview))
  }

  init(_ incident: Incident, _ row: IncidentRow) {
    self.incident = incident
    self.row = row
  }

  var text: String {
    var lines = [
      "incident   \(incident.id)", "service    \(incident.service)", "title      \(Terminal.harmless(incident.title))",
      "events     \(incident.count), from \(row.firstSeen) to \(row.lastSeen)",
      "state      \(row.state), attempt \(row.attempt)",
    ]
    if let file = incident.file { lines.append("place      \(file):\(incident.line ?? 0) \(incident.symbol ?? "")") }
    if let outcome = row.outcome { lines.append("outcome    \(outcome)\(row.reason.map { ": \($0)" } ?? "")") }
    for frame in incident.frames.prefix(10) {
      lines.append(
        "  \(frame.project ? "*" : " ") \(Terminal.harmless("\(frame.file):\(frame.line) \(frame.symbol ?? "")"))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
