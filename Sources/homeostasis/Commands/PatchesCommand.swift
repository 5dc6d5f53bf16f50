import Healing
import IncidentStore

extension Commands {
  static let patches = CommandDescription(
    name: "patches", summary: "show every patch that was ever proposed, and its fate",
    examples: ["homeostasis patches list"],
    subcommands: [
      CommandDescription(
        name: "list", summary: "list patches, the newest first", options: [.config, .output, service],
        examples: ["homeostasis patches list"], run: listPatches),
      CommandDescription(
        name: "show", summary: "show one patch with its diff", operands: "ID", options: [.config, .output],
        examples: ["homeostasis patches show 9c01"], run: showPatch),
      approve, decline,
    ])

  @Sendable private static func listPatches(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    try invocation.noOperands()
    let store = try await invocation.store()
    let filter = ListFilter(service: invocation["--service"])
    let all = try await asked { () async throws(StoreFailure) in try await store.patches(filter) }
    if invocation.wantsJSON {
      try Output.json(all.map(PatchRow.init))
    } else {
      var table = TextTable(header: ["id", "service", "template", "verdict", "rollout", "title"])
      for overview in all {
        table.rows.append([
          String(overview.patch.id.prefix(12)), overview.service, overview.patch.template ?? "-",
          overview.verdict.map { $0.result == .accepted ? "accepted" : $0.reason } ?? "-",
          overview.rollout?.state.rawValue ?? "-", Terminal.harmless(overview.patch.title),
        ])
      }
      Terminal.out(table.text)
    }
    return .done
  }

  @Sendable private static func showPatch(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let id = try invocation.operand("id of a patch")
    let store = try await invocation.store()
    let overview = try await asked { () async throws(StoreFailure) in try await store.patch(id) }
    if invocation.wantsJSON {
      try Output.json(PatchRow(overview))
    } else {
      let row = PatchRow(overview)
      Terminal.line("patch     \(row.id)\nincident  \(row.incident)\nservice   \(row.service)")
      Terminal.line(
        "template  \(row.template ?? "-")\nverdict   \(row.verdict ?? "-")\nrollout   \(row.rollout ?? "-")\n")
      Terminal.out(Terminal.harmless(row.diff ?? ""))
    }
    return .done
  }
}

/// A patch in JSON.
private struct PatchRow: Encodable {
  let id: String
  let incident: String
  let service: String
  let attempt: Int
  let template: String?
  let title: String
  let verdict: String?
  let reason: String?
  let rollout: String?
  let suppresses: Bool
  let diff: String?

  init(_ overview: PatchOverview) {
    id = overview.patch.id
    incident = overview.incident
    service = overview.service
    attempt = overview.attempt
    template = overview.patch.template
    title = overview.patch.title
    verdict = overview.verdict?.result.rawValue
    reason = overview.verdict?.reason
    rollout = overview.rollout?.state.rawValue
    suppresses = overview.patch.suppresses
    diff = overview.patch.diff
  }
}
