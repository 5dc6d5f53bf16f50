import Healing
import HealingRuntime
import PluginCheck
import SystemCalls

extension Commands {
  static let pluginCheck = CommandDescription(
    name: "check", summary: "try every rule of the contract on a plugin, each in a process of its own",
    operands: "LIBRARY",
    options: [
      OptionDescription(
        name: "--only", value: "NAMES", summary: "these checks alone, with commas between them"),
      OptionDescription(
        name: "--settings", value: "JSON", summary: "make instances with these (default: the schema's first example)"),
      TriedPlugin.grantsOption,
      OptionDescription(name: "--seed", value: "NUMBER", summary: "draw the same by chance as another run did"),
      OptionDescription(name: "--list", value: nil, summary: "show the checks and run none"),
      OptionDescription(
        name: "--output", value: "FORMAT", summary: "table for people, json or junit for programs (default: table)",
        allowed: ["table", "json", "junit"]),
    ],
    examples: [
      "homeostasis plugin check analyzer.so", "homeostasis plugin check analyzer.so --only stop,busy --output junit",
      "homeostasis plugin check analyzer.so --grants '{exec: [git], state: 1MiB}'",
    ]
  ) { invocation throws(CommandFailure) in
    if invocation.has("--list") {
      var table = TextTable(header: ["check", "what is tried"])
      table.rows = PluginCheck.names.map { [$0.name, $0.summary] }
      Terminal.out(table.text)
      return .done
    }
    let check = try pluginCheck(invocation)
    let isTable = (invocation["--output"] ?? "table") == "table"
    if isTable { Terminal.line("seed \(check.seed)") }
    let result = await WorkerThread(name: "check").run {
      Result { () throws(SystemError) in try check.run { if isTable { Terminal.line(CheckPage.line($0)) } } }
    }
    let outcomes: [CheckOutcome]
    do throws(SystemError) { outcomes = try result.get() } catch {
      throw CommandFailure(error, doing: "the checks cannot be run")
    }
    let page = CheckPage(library: check.library, seed: check.seed, outcomes: outcomes)
    switch invocation["--output"] {
    case "json": try Output.json(page)
    case "junit": Terminal.out(page.junit)
    default: Terminal.line(page.conclusion)
    }
    return outcomes.contains(where: \.isDefect) ? .failed : .done
  }

  private static func pluginCheck(_ invocation: Invocation) throws(CommandFailure) -> PluginCheck {
    let path = try invocation.operand("library")
    guard Files.exists(path) else { throw CommandFailure(.notFound, "there is no file \(path)") }
    var seed = UInt64.random(in: 0..<1_000_000)
    if let text = invocation["--seed"] {
      guard let number = UInt64(text) else {
        throw CommandFailure(.usage, "homeostasis plugin check: --seed is a number, not “\(text)”")
      }
      seed = number
    }
    let only = Set((invocation["--only"] ?? "").split(separator: ",").map(String.init))
    if let wrong = only.subtracting(PluginCheck.names.map(\.name)).sorted().first {
      throw CommandFailure(.usage, "homeostasis plugin check: there is no check \(wrong); --list shows them")
    }
    var check: PluginCheck
    do throws(SystemError) {
      check = PluginCheck(
        library: try Files.resolve(path), runner: try Installation.current().runner, seed: seed)
      check.settings = invocation["--settings"]
      check.only = only
    } catch {
      throw CommandFailure(error, doing: "the plugin cannot be checked")
    }
    do throws(StageFailure) { check.service = try TriedPlugin(check.library, invocation).withSample() } catch {
      throw CommandFailure(error)
    }
    return check
  }
}
