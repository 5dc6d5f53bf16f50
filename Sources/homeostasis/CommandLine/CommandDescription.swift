/// One command: what it is called and takes, and what it does. The help pages come from this.
struct CommandDescription: Sendable {
  let name: String
  /// One line.
  let summary: String
  /// What may stand behind it: `[ID]`.
  var operands = ""
  var options: [OptionDescription] = []
  /// Command lines that work as they stand.
  var examples: [String] = []
  var subcommands: [CommandDescription] = []
  /// What runs when no subcommand is named; nil: one must be.
  var run: (@Sendable (Invocation) async throws(CommandFailure) -> ExitCode)?
}
