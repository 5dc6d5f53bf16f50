/// The table of all commands.
enum Commands {
  static let root = CommandDescription(
    name: "homeostasis", summary: "heals running software",
    examples: ["homeostasis demo", "homeostasis heal --source . --test 'python3 -m pytest -q'"],
    subcommands: [
      demo, run, heal, repairBench, check, incidents, patches, templates, plugin, hold, resume, doctor, version,
    ])
}
