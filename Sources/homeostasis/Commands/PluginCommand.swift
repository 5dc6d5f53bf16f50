import Healing
import HealingRuntime
import PluginHost
import RecordSchemas
import SystemCalls

extension Commands {
  static let plugin = CommandDescription(
    name: "plugin", summary: "show plugins and the contract with them",
    examples: ["homeostasis plugin list"],
    subcommands: [
      CommandDescription(
        name: "list", summary: "list the plugins that are found", options: [.output, pluginPath],
        examples: ["homeostasis plugin list", "homeostasis plugin list --path ./plugins --output json"],
        run: listPlugins),
      CommandDescription(
        name: "inspect", summary: "show a plugin library without running its code", operands: "LIBRARY",
        options: [.output],
        examples: ["homeostasis plugin inspect build/analyzer.so"], run: inspectPlugin),
      pluginNew, pluginRun, pluginCheck, pluginReplay,
      CommandDescription(
        name: "records", summary: "show the records that plugins exchange, as Markdown", operands: "[NAME]",
        examples: ["homeostasis plugin records", "homeostasis plugin records homeostasis.patch/1"], run: showRecords),
      pluginReload, pluginRelease, pluginHistory,
    ])

  private static let pluginPath = OptionDescription(
    name: "--path", value: "FOLDER", summary: "a folder with more plugins")

  @Sendable private static func listPlugins(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    try invocation.noOperands()
    let path = invocation["--path"].map { [$0] } ?? []
    for folder in path where !Files.isFolder(folder) {
      throw CommandFailure(.notFound, "there is no folder \(folder)")
    }
    let entries = try installedPlugins(path)
    if invocation.wantsJSON {
      try Output.json(entries.map { PluginRow($0) })
    } else {
      var table = TextTable(header: ["name", "kind", "version", "place", "summary"])
      for entry in entries {
        switch entry.plugin {
        case .success(let plugin):
          table.rows.append(
            [
              plugin.shortName, plugin.kind.rawValue, plugin.version, entry.shipped ? "host" : "process",
              plugin.summary,
            ])
        case .failure(let failure): Terminal.error("warning: \(failure)")
        }
      }
      Terminal.out(table.text)
    }
    return .done
  }

  private static func installedPlugins(_ path: [String]) throws(CommandFailure) -> [PluginDirectory.Entry] {
    do throws(SystemError) {
      let installation = try Installation.current(pluginPath: path)
      let staging = try Files.temporaryFolder("homeostasis-plugins")
      defer { try? Files.remove(staging) }  // It is temporary anyway.
      return PluginDirectory(
        path: path, shippedFolder: installation.plugins, runner: installation.runner,
        staging: PluginStaging(folder: staging)
      ).entries()
    } catch {
      throw CommandFailure(.failed, "plugins cannot be listed: \(error)")
    }
  }

  @Sendable private static func inspectPlugin(_ invocation: Invocation) async throws(CommandFailure) -> ExitCode {
    let path = try invocation.operand("library")
    guard Files.exists(path) else { throw CommandFailure(.notFound, "there is no file \(path)") }
    let inspection: ELFInspection
    do throws(PluginFailure) { inspection = try ELFInspection(path: path) } catch {
      throw CommandFailure(.failed, error.description)
    }
    if invocation.wantsJSON {
      try Output.json(InspectionRow(path: path, inspection))
    } else {
      Terminal.line("exports   \(inspection.exports.joined(separator: ", "))")
      Terminal.line("needs     \(inspection.needed.joined(separator: ", "))")
      Terminal.line("run path  \(inspection.runPath ?? "none")")
      for defect in inspection.defects { Terminal.line("defect    \(defect.reason) [\(defect.code)]") }
      if inspection.defects.isEmpty { Terminal.line("defects   none") }
    }
    return inspection.defects.isEmpty ? .done : .failed
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

  init(_ entry: PluginDirectory.Entry) {
    path = entry.path
    shipped = entry.shipped
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

  init(path: String, _ inspection: ELFInspection) {
    self.path = path
    exports = inspection.exports
    needed = inspection.needed
    runPath = inspection.runPath
    defects = inspection.defects
  }
}
