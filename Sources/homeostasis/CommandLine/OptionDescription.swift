/// One option of a command.
struct OptionDescription: Sendable {
  /// `--output`
  let name: String
  /// What stands behind it; nil: a switch.
  let value: String?
  let summary: String
  /// The only values that are allowed; empty: any.
  var allowed: [String] = []

  static let help = OptionDescription(name: "--help", value: nil, summary: "show this page")
  static let output = OptionDescription(
    name: "--output", value: "FORMAT", summary: "table for people, json for programs (default: table)",
    allowed: ["table", "json"])
  static let healed = OptionDescription(
    name: "--output", value: "FORMAT",
    summary: "table for people, json and sarif for programs, patch for git am (default: table)",
    allowed: ["table", "json", "sarif", "patch"])
  static let config = OptionDescription(
    name: "--config", value: "FILE", summary: "the pipeline file (default: homeostasis.yaml)")
}
