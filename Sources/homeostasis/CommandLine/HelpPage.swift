/// The help of one command, as text.
struct HelpPage {
  let command: CommandDescription
  let path: [String]

  var text: String {
    let name = (["homeostasis"] + path).joined(separator: " ")
    var lines = ["\(name) - \(command.summary)", "", "Usage:"]
    if command.run != nil {
      let options = command.options.isEmpty ? "" : " [OPTIONS]"
      lines.append("  \(name)\(command.operands.isEmpty ? "" : " \(command.operands)")\(options)")
    }
    if !command.subcommands.isEmpty {
      lines.append("  \(name) COMMAND")
      lines += ["", "Commands:"] + columns(command.subcommands.map { ($0.name, $0.summary) })
    }
    let options = command.options + [.help]
    lines += ["", "Options:"] + columns(options.map { ("\($0.name)\($0.value.map { " \($0)" } ?? "")", $0.summary) })
    if !command.examples.isEmpty { lines += ["", "Examples:"] + command.examples.map { "  \($0)" } }
    lines += ["", "Exit status:"] + columns(ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning) })
    return lines.joined(separator: "\n") + "\n"
  }

  private func columns(_ rows: [(String, String)]) -> [String] {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "  \($0)\(String(repeating: " ", count: width - $0.count))  \($1)" }
  }
}
