import Healing
import IncidentStore

/// One incident for a reader.
struct IncidentPage {
  let overview: IncidentOverview

  init(_ overview: IncidentOverview) { self.overview = overview }

  var text: String {
    let (incident, row) = (overview.incident, IncidentRow(overview))
    var lines = [
      "incident   \(incident.id)", "service    \(incident.service)", "title      \(Terminal.harmless(incident.title))",
      "events     \(incident.count), from \(row.firstSeen) to \(row.lastSeen)",
      "state      \(row.state), attempt \(row.attempt)",
    ]
    if let file = incident.file { lines.append("place      \(file):\(incident.line ?? 0) \(incident.symbol ?? "")") }
    if let outcome = row.outcome { lines.append("outcome    \(outcome)\(row.reason.map { ": \($0)" } ?? "")") }
    for frame in incident.frames.prefix(10) {
      lines.append("  \(frame.project ? "*" : " ") \(Terminal.harmless("\(frame.file):\(frame.line) \(frame.symbol ?? "")"))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
