import SystemCalls

extension Commands {
  static let pluginRun = CommandDescription(
    name: "run", summary: "compile one source file as a plugin, and show what it says to an incident",
    operands: "FILE",
    options: [
      OptionDescription(
        name: "--incident", value: "FILE", summary: "a recorded incident (default: a made-up KeyError)"),
      TriedPlugin.grantsOption, TriedPlugin.sourceOption,
    ],
    examples: ["homeostasis plugin run analyzer.c", "homeostasis plugin run analyzer.py --incident incident.json"]
  ) { invocation throws(CommandFailure) in
    let source = try invocation.operand("file")
    guard Files.exists(source) else { throw CommandFailure(.notFound, "there is no file \(source)") }
    let library: String
    let incident: String
    do throws(BuildFailure) {
      (library, incident) = try SourcePlugin.ready(source, trying: invocation["--incident"])
    } catch {
      throw CommandFailure(.failed, error.description)
    }
    Terminal.out(try pretty(try await replay(TriedPlugin(library, invocation), incident: incident)))
    return .done
  }
}
