import Healing
import IncidentStore

extension Commands {
  static let incidents = CommandDescription(
    name: "incidents", summary: "show what went wrong and what was done about it",
    examples: ["homeostasis incidents list"],
    subcommands: [
      CommandDescription(
        name: "list", summary: "list incidents, the newest first", options: [.config, .output, service, unfinished],
        examples: ["homeostasis incidents list --service shop"], run: listIncidents),
      CommandDescription(
        name: "show", summary: "show one incident", operands: "ID", options: [.config, .output],
        examples: ["homeostasis incidents show 4f2a"], run: showIncident),
      CommandDescription(
        name: "explain", summary: "show the whole way of an incident, from its first event to its outcome",
        operands: "ID",
        options: [.config, .output], examples: ["homeostasis incidents explain 4f2a"], run: explainIncident),
    ])

  static let service = OptionDescription(name: "--service", value: "NAME", summary: "only of this service")
  private static let unfinished = OptionDescription(
    name: "--unfinished", value: nil, summary: "only those that are not finished")

  @Sendable private static func listIncidents(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    try invocation.noOperands()
    let store = try await invocation.store()
    let filter = ListFilter(service: invocation["--service"], unfinishedOnly: invocation.has("--unfinished"))
    let all = try await asked { () async throws(StoreFailure) in try await store.incidents(filter) }
    if invocation.wantsJSON {
      try Output.json(all.map(IncidentRow.init))
    } else {
      var table = TextTable(header: ["id", "service", "count", "last seen", "state", "title"])
      for overview in all {
        table.rows.append([
          String(overview.incident.id.prefix(12)), overview.incident.service, "\(overview.incident.count)",
          Clock.text(overview.incident.lastSeen), IncidentRow(overview).standing,
          Terminal.harmless(overview.incident.title),
        ])
      }
      Terminal.out(table.text)
    }
    return .done
  }

  @Sendable private static func showIncident(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let id = try invocation.operand("id of an incident")
    let store = try await invocation.store()
    let overview = try await asked { () async throws(StoreFailure) in try await store.incident(id) }
    if invocation.wantsJSON {
      try Output.json(IncidentRow(overview))
    } else {
      Terminal.out(IncidentPage(overview).text)
    }
    return .done
  }

  @Sendable private static func explainIncident(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let id = try invocation.operand("id of an incident")
    let store = try await invocation.store()
    let explanation = try await asked { () async throws(StoreFailure) in try await store.explain(id) }
    if invocation.wantsJSON {
      try Output.json(ExplanationRow(explanation))
    } else {
      Terminal.out(try ExplanationPage(explanation).text())
    }
    return .done
  }

  /// Turns what the store throws into what the command throws.
  static func asked<Answer>(
    _ question: () async throws(StoreFailure) -> Answer
  ) async throws(CommandFailure) -> Answer {
    do throws(StoreFailure) { return try await question() } catch { throw CommandFailure(error) }
  }
}
