import Healing
import HealingRuntime
import PluginHost
import SystemCalls

/// Plugins of a running host: replaced, released, and what became of their generations.
extension Commands {
  static let pluginReload = CommandDescription(
    name: "reload", summary: "put the plugin's file as it is now into service of the running host, on probation",
    operands: "ID",
    options: [
      OptionDescription(
        name: "--allow-downgrade", value: nil, summary: "also when its version is lower than what was in service"),
      .config, .output,
    ],
    examples: [
      "homeostasis plugin reload my-analyzer", "homeostasis plugin reload org.example.analyzer --allow-downgrade",
    ]
  ) { invocation throws(CommandFailure) in try await wish(.reload, invocation) }

  static let pluginRelease = CommandDescription(
    name: "release", summary: "try a plugin again that is in quarantine because it crashed too often",
    operands: "ID", options: [.config, .output], examples: ["homeostasis plugin release my-analyzer"]
  ) { invocation throws(CommandFailure) in try await wish(.release, invocation) }

  static let pluginHistory = CommandDescription(
    name: "history", summary: "show the generations of a plugin: which bytes, when, and what became of them",
    operands: "ID", options: [.config, .output], examples: ["homeostasis plugin history my-analyzer"],
    run: showHistory)

  private static func wish(
    _ word: PluginWish.Word, _ invocation: Invocation
  ) async throws(CommandFailure) -> ExitCode {
    let id = try invocation.operand("id of a plugin")
    let place = try invocation.keptState()
    let receipt: AnswerReceipt?
    do throws(StageFailure) {
      receipt = try await PluginBox(place).post(
        PluginWish(word, id, by: account, mayBeLower: invocation.has("--allow-downgrade")), within: .seconds(5))
    } catch {
      throw CommandFailure(error)
    }
    guard let receipt else {
      throw CommandFailure(
        .timeout, "no host took it within 5 seconds: start it with `homeostasis run`, then try again")
    }
    guard receipt.counts else { throw CommandFailure(.refused, Terminal.harmless(receipt.words)) }
    if invocation.wantsJSON {
      try Output.json(JSONValue.object(["plugin": .string(id), "result": .string(receipt.words)]))
    } else {
      Terminal.line("\(id): \(Terminal.harmless(receipt.words))")
    }
    return .done
  }

  @Sendable private static func showHistory(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let name = try invocation.operand("id of a plugin")
    let ledger = GenerationLedger(folder: try invocation.keptState().generations)
    let known = ledger.plugins()
    guard let id = known.first(where: { $0 == name }) ?? known.first(where: { $0.hasSuffix(".\(name)") }) else {
      throw CommandFailure(
        .notFound, "no generation of \(name) is known; there are those of \(known.joined(separator: ", "))")
    }
    let history: [GenerationEntry]
    do throws(PluginFailure) { history = try ledger.history(of: id) } catch {
      throw CommandFailure(.failed, error.description)
    }
    if invocation.wantsJSON {
      try Output.json(history)
      return .done
    }
    for entry in history {
      Terminal.line(
        "generation \(entry.number)  \(entry.state.rawValue)  \(Clock.text(entry.at))  \(entry.hash.prefix(12))"
          + "  \(Terminal.harmless(entry.version))"
          + (entry.setAside.map { "  \($0) \($0 == 1 ? "record" : "records") set aside" } ?? ""))
      for note in entry.notes { Terminal.line("  \(Clock.text(note.at))  \(Terminal.harmless(note.text))") }
      for difference in entry.differences {
        Terminal.line("  record \(Terminal.harmless(difference.record))")
        Terminal.line("    was  \(Terminal.harmless(difference.old))\n    is   \(Terminal.harmless(difference.new))")
      }
    }
    return .done
  }
}
