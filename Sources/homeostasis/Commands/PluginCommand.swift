import Healing
import HealingRuntime
import PipelineConfiguration
import PluginHost
import PluginTrust
import RecordSchemas
import SystemCalls

extension Commands {
  static let plugin = CommandDescription(
    name: "plugin", summary: "show plugins and the contract with them",
    examples: ["homeostasis plugin list"],
    subcommands: [
      CommandDescription(
        name: "list", summary: "list the plugins that are found, and whether they are trusted",
        options: [.output, pluginPath, .config],
        examples: ["homeostasis plugin list", "homeostasis plugin list --path ./plugins --output json"],
        run: listPlugins),
      CommandDescription(
        name: "inspect", summary: "show a plugin library without running its code", operands: "LIBRARY",
        options: [.output, .config],
        examples: ["homeostasis plugin inspect build/analyzer.so"], run: inspectPlugin),
      pluginNew, pluginDev, pluginRun, pluginCheck, pluginReplay, pluginRecord,
      CommandDescription(
        name: "records", summary: "show the records that plugins exchange, as Markdown", operands: "[NAME]",
        examples: ["homeostasis plugin records", "homeostasis plugin records homeostasis.patch/1"], run: showRecords),
      pluginReload, pluginRelease, pluginHistory, pluginAdd, pluginRemove, pluginSign, pluginKeys, pluginRevoke,
    ])

  private static let pluginPath = OptionDescription(
    name: "--path", value: "FOLDER", summary: "a folder with more plugins")

  @Sendable private static func listPlugins(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    try invocation.noOperands()
    var path = invocation["--path"].map { [$0] } ?? []
    if let configuration = invocation["--config"] {
      guard let found = LoadedConfiguration.plugins(of: configuration) else {
        throw CommandFailure(.configuration, "\(configuration) cannot be read: homeostasis check \(configuration)")
      }
      path += found.folders
    }
    for folder in path where !Files.isFolder(folder) {
      throw CommandFailure(.notFound, "there is no folder \(folder)")
    }
    let entries = try installedPlugins(path, invocation["--config"])
    let ledger = invocation["--config"].flatMap { LoadedConfiguration.state(of: $0) }.map {
      GenerationLedger(folder: $0.generations)
    }
    if invocation.wantsJSON {
      try Output.json(try entries.map { entry throws(CommandFailure) in PluginRow(entry, try setAside(entry, ledger)) })
    } else {
      var table = TextTable(header: ["name", "kind", "version", "place", "trust", "set aside", "summary"])
      for entry in entries {
        switch entry.plugin {
        case .success(let plugin):
          table.rows.append(
            [
              plugin.shortName, plugin.kind.rawValue, plugin.version,
              entry.shipped && !plugin.mustHaveOwnProcess ? "host" : "process",
              entry.standing?.words ?? "", try setAside(entry, ledger).map { "\($0)" } ?? "", plugin.summary,
            ])
        case .failure(let failure):
          Terminal.error("warning: \(Terminal.harmless(failure.description))")
          guard let standing = entry.standing, standing.refusal != nil else { continue }
          table.rows.append(
            [Files.name(of: entry.path), "", standing.vouched?.version ?? "", "", standing.words, "", ""].map(
              Terminal.harmless))
        }
      }
      Terminal.out(table.text)
    }
    return .done
  }

  /// How many records the state of the configuration knows that are not given to a plugin again; nil: there is no state.
  private static func setAside(
    _ entry: PluginDirectory.Entry, _ ledger: GenerationLedger?
  ) throws(CommandFailure) -> Int? {
    guard let ledger, case .success(let plugin) = entry.plugin else { return nil }
    do throws(PluginFailure) { return try ledger.setAside(of: plugin.id).count } catch {
      throw CommandFailure(.failed, error.description)
    }
  }

  private static func installedPlugins(
    _ path: [String], _ configuration: String?
  ) throws(CommandFailure) -> [PluginDirectory.Entry] {
    do throws(SystemError) {
      let installation = try Installation.current(pluginPath: path)
      let staging = try Files.temporaryFolder("homeostasis-plugins")
      defer { try? Files.remove(staging) }  // It is temporary anyway.
      let trust =
        configuration.map { TrustRules(installation, configuration: $0) } ?? TrustRules(installation)
      return PluginDirectory(
        path: path, shippedFolder: installation.plugins, runner: installation.runner,
        staging: PluginStaging(folder: staging, trust: trust, descriptions: installation.descriptions)
      ).entries()
    } catch {
      throw CommandFailure(.failed, "plugins cannot be listed: \(error)")
    }
  }

  @Sendable private static func inspectPlugin(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let path = try invocation.operand("library")
    guard Files.exists(path) else { throw CommandFailure(.notFound, "there is no file \(path)") }
    let standing = try trustRules(invocation).standing(of: path)
    if PluginLock.isFileName(Files.name(of: path)), path.hasSuffix(".py") {
      return try show(standing, invocation, InspectionRow(path: path, nil, standing))
    }
    let inspection: ELFInspection
    do throws(PluginFailure) { inspection = try ELFInspection(path: path) } catch {
      throw CommandFailure(.failed, error.description)
    }
    if !invocation.wantsJSON {
      Terminal.line("exports   \(inspection.exports.joined(separator: ", "))")
      Terminal.line("needs     \(inspection.needed.joined(separator: ", "))")
      Terminal.line("run path  \(inspection.runPath ?? "none")")
      for defect in inspection.defects { Terminal.line("defect    \(defect.reason) [\(defect.code)]") }
      if inspection.defects.isEmpty { Terminal.line("defects   none") }
    }
    let code = try show(standing, invocation, InspectionRow(path: path, inspection, standing))
    return inspection.defects.isEmpty ? code : .failed
  }

  /// Shows what speaks for a plugin; exits as refused when it would not be loaded.
  private static func show(
    _ standing: TrustStanding, _ invocation: Invocation, _ row: InspectionRow
  ) throws(CommandFailure) -> ExitCode {
    if invocation.wantsJSON {
      try Output.json(row)
    } else {
      if let vouched = standing.vouched { Terminal.line("is        \(vouched.id) \(vouched.version)") }
      Terminal.line("sha256    \(standing.sha256 ?? "unknown")")
      Terminal.line("trust     \(standing.words)")
      if let refusal = standing.refusal { Terminal.line("          \(Terminal.harmless(refusal.description))") }
    }
    return standing.refusal.map { PluginFailure($0).isRefusal ? .refused : .failed } ?? .done
  }

  @Sendable private static func showRecords(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    if let name = invocation.operands.first {
      guard let schema = RecordSchema.all[name] else {
        throw CommandFailure(
          .notFound, "there is no record \(name); there are \(RecordSchema.all.keys.sorted().joined(separator: ", "))")
      }
      Terminal.out(schema.document)
    } else {
      Terminal.out(RecordSchema.all.values.sorted { $0.name < $1.name }.map(\.document).joined(separator: "\n"))
    }
    return .done
  }
}

/// A plugin in JSON: what it says of itself, or why it cannot be used.
private struct PluginRow: Encodable {
  let path: String
  let shipped: Bool
  let plugin: PluginDescription?
  let error: String?
  let trust: TrustRow?
  /// Records that are not given to it again; nil: nobody knows.
  let setAside: Int?

  init(_ entry: PluginDirectory.Entry, _ setAside: Int?) {
    self.setAside = setAside
    path = entry.path
    shipped = entry.shipped
    trust = entry.standing.map { TrustRow($0) }
    switch entry.plugin {
    case .success(let description): (plugin, error) = (description, nil)
    case .failure(let failure): (plugin, error) = (nil, failure.description)
    }
  }
}

private struct InspectionRow: Encodable {
  let path: String
  let exports: [String]
  let needed: [String]
  let runPath: String?
  let defects: [ELFInspection.Defect]
  let trust: TrustRow

  /// - Parameter inspection: nil: it is a Python file.
  init(path: String, _ inspection: ELFInspection?, _ standing: TrustStanding) {
    self.path = path
    exports = inspection?.exports ?? []
    needed = inspection?.needed ?? []
    runPath = inspection?.runPath
    defects = inspection?.defects ?? []
    trust = TrustRow(standing)
  }
}
