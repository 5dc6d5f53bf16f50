import HealingRuntime
import SystemCalls

extension Commands {
  static let pluginNew = CommandDescription(
    name: "new", summary: "make a plugin that builds and passes the checks, to begin with",
    operands: "KIND NAME",
    options: [
      OptionDescription(
        name: "--lang", value: "LANGUAGE", summary: "what it is written in (default: c)",
        allowed: ["c", "cpp", "rust", "swift", "python"])
    ],
    examples: ["homeostasis plugin new analyzer --lang rust stack-namer"]
  ) { invocation throws(CommandFailure) in
    guard invocation.operands.count == 2 else {
      throw CommandFailure(
        .usage, "homeostasis plugin new: expected a kind and a name; see homeostasis plugin new --help")
    }
    let (kind, name) = (invocation.operands[0], invocation.operands[1])
    guard ["monitor", "analyzer", "patcher", "tester", "deployer"].contains(kind) else {
      throw CommandFailure(
        .usage, "homeostasis plugin new: “\(kind)” is none of monitor, analyzer, patcher, tester and deployer")
    }
    guard name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }),
      let first = name.utf8.first, (0x61...0x7A).contains(first), name.utf8.count <= 60, !name.hasSuffix("-")
    else {
      throw CommandFailure(
        .usage, "homeostasis plugin new: the name “\(name)” is not of lower-case letters, digits and hyphens")
    }
    let template = PluginTemplate(kind: kind, language: invocation["--lang"] ?? "c", name: name)
    do throws(SystemError) { try template.write() } catch {
      throw CommandFailure(error, doing: "the plugin cannot be made")
    }
    Terminal.line("made \(name): cd \(name) && make check")
    return .done
  }
}

/// The files of a new plugin, from the templates of the installation.
private struct PluginTemplate {
  let kind: String
  let language: String
  let name: String

  private static let suffixes = ["c": "c", "cpp": "cpp", "rust": "rs", "swift": "swift", "python": "py"]

  func write() throws(SystemError) {
    if Files.exists(name) { throw SystemError("mkdir", name, number: 17) }
    let templates = try SDKPlace.templates()
    let suffix = Self.suffixes[language] ?? language
    try Files.makeFolder(name)
    try copy("\(templates)/\(language)/\(kind).\(suffix)", to: "\(name).\(suffix)")
    try copy("\(templates)/\(language)/Makefile", to: "Makefile")
    try copy("\(templates)/incidents/\(kind).json", to: "incident.json")
    let own = "\(templates)/expected/\(kind).\(language).json"
    try copy(Files.exists(own) ? own : "\(templates)/expected/\(kind).json", to: "expected.json")
  }

  private func copy(_ file: String, to target: String) throws(SystemError) {
    let text = try Files.text(file).replacing("NAME", with: name).replacing(
      "MODULE", with: name.replacing("-", with: "_")
    )
    .replacing("TYPE", with: typeName)
    try Files.replace("\(name)/\(target)", with: Array(text.utf8))
  }

  /// `stack-namer` is the type `StackNamer`.
  private var typeName: String {
    name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
