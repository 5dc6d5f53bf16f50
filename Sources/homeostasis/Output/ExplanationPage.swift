import Healing
import IncidentStore

/// The whole way of one incident, for a reader: each step under what it came from.
struct ExplanationPage {
  let explanation: Explanation

  init(_ explanation: Explanation) { self.explanation = explanation }

  func text() throws(CommandFailure) -> String {
    let row = IncidentRow(explanation.incident, explanation.course, explanation.outcomes.last)
    var lines = [IncidentPage(explanation.incident, row).text]
    do throws(StoreFailure) {
      for record in explanation.children(of: explanation.incident.id) { lines += try tree(record, depth: 0) }
    } catch {
      throw CommandFailure(error)
    }
    lines.append("")
    for entry in explanation.audit {
      let note = (try? JSON.decode(JSONValue.self, from: entry.detail))?["note"]?.text ?? ""  // Shown without a note.
      lines.append("\(Clock.text(entry.at))  \(entry.action)  \(Terminal.harmless(note))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func tree(_ record: StoredRecord, depth: Int) throws(StoreFailure) -> [String] {
    let indent = String(repeating: "  ", count: depth)
    var lines = try describe(record).split(separator: "\n", omittingEmptySubsequences: false).map { "\(indent)\($0)" }
    for child in explanation.children(of: record.id) where child.id != record.id {
      lines += try tree(child, depth: min(depth + 1, 8))
    }
    return lines
  }

  /// The last lines of what the tests wrote: where nothing was found out they say why.
  private static func tail(_ log: String) -> String {
    let lines = log.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    return lines.suffix(8).map { "\n  | \(Terminal.harmless(String($0)))" }.joined()
  }

  private func describe(_ record: StoredRecord) throws(StoreFailure) -> String {
    switch record.schema {
    case .diagnosis:
      let diagnosis: Diagnosis = try record.decode()
      return "attempt \(record.attempt): cause: \(Terminal.harmless(diagnosis.cause)) (\(diagnosis.category))"
    case .patch:
      let patch: Patch = try record.decode()
      return
        "patch \(patch.id.prefix(12)) [\(patch.template ?? "-")] \(patch.title)\n\(Terminal.harmless(patch.diff ?? ""))"
    case .verdict:
      let verdict: Verdict = try record.decode()
      let words =
        "verdict: \(verdict.result.rawValue), \(verdict.reason); \(verdict.passed) passed, \(verdict.failed) failed"
      return verdict.result == .inconclusive ? words + Self.tail(verdict.log ?? "") : words
    case .rollout:
      let rollout: Rollout = try record.decode()
      return "rollout: \(rollout.state.rawValue), generation \(rollout.previous) to \(rollout.generation)"
    default: return record.schema.rawValue
    }
  }
}
