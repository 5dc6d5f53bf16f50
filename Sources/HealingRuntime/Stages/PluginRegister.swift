public import Healing
public import PipelineConfiguration
public import PluginHost
import PluginTrust

/// The plugins that were found at start, by kind and name: what a configuration is checked against and stages are
/// loaded from.
public struct PluginRegister: Sendable {
  private struct Key: Hashable {
    let kind: StageKind
    let name: String
  }

  private var found: [Key: PluginDirectory.Entry] = [:]
  private var failures: [Failed] = []

  /// A library that cannot be used.
  private struct Failed {
    let library: String
    let failure: PluginFailure
    /// The plugin that it is pinned or signed as; nil: nobody can tell.
    let id: String?
  }

  /// Takes what a directory has found. A short name belongs to the first that has it; full ids always work.
  public init(_ entries: [PluginDirectory.Entry]) {
    for entry in entries {
      switch entry.plugin {
      case .failure(let failure):
        failures.append(Failed(library: entry.path, failure: failure, id: entry.standing?.vouched?.id))
      case .success(let plugin):
        for name in [plugin.id, plugin.shortName] {
          let key = Key(kind: StageKind(plugin.kind), name: name)
          if found[key] == nil { found[key] = entry }
        }
      }
    }
  }

  /// What cannot be used, and why.
  public var defects: [PluginFailure] { failures.map(\.failure) }

  /// The library of a plugin, and what it says of itself.
  func entry(_ kind: StageKind, named name: String) throws(StageFailure) -> (PluginDirectory.Entry, PluginDescription) {
    guard let entry = found[Key(kind: kind, name: name)], case .success(let description) = entry.plugin else {
      throw StageFailure(
        .invalid, code: "plugin.unknown", place: name,
        message: defect(named: name)
          ?? "there is no \(kind.rawValue) of this name; there are \(names(of: kind).joined(separator: ", "))")
    }
    return (entry, description)
  }
}

extension PluginRegister: PluginCatalog {
  /// By short name or full id; nil also for one that was found and cannot be used.
  public func plugin(_ kind: StageKind, named name: String) -> KnownPlugin? {
    guard let entry = found[Key(kind: kind, name: name)], case .success(let plugin) = entry.plugin else { return nil }
    var known = KnownPlugin(
      id: plugin.id, kind: kind, version: plugin.version, summary: plugin.summary,
      settingsSchema: plugin.settingsSchema,
      consumes: plugin.consumes, produces: plugin.produces, needs: plugin.needs, isShipped: entry.shipped)
    known.hasOwnProcess = plugin.mustHaveOwnProcess
    return known
  }

  /// Short names, sorted, of those that can be used.
  public func names(of kind: StageKind) -> [String] {
    Set(found.compactMap { key, entry in key.kind == kind ? try? entry.plugin.get().shortName : nil }).sorted()
  }

  /// Those that call a function of a library: whether there is such a function, and that the library is read.
  public func meaning(of settings: JSONValue, for plugin: KnownPlugin) -> SettingsMeaning {
    plugin.isShipped ? FunctionMeaning.of(settings, for: plugin) ?? SettingsMeaning() : SettingsMeaning()
  }

  /// The failure of the first library whose file has this name, or that is pinned or signed as this plugin.
  public func defect(named name: String) -> String? {
    failures.first { failed in
      let file = failed.library.split(separator: "/").last?.lowercased() ?? ""
      return file == "\(name).so" || file == "lib\(name).so" || file.hasPrefix("lib\(name)") || file == "\(name).py"
        || failed.id == name || failed.id?.hasSuffix(".\(name)") == true
    }?.failure.description
  }
}

extension PluginRegister {
  /// Whether a mistake of the configuration is that a plugin is not trusted.
  func isRefusal(_ mistake: Mistake) -> Bool {
    defects.contains { $0.isRefusal && mistake.message.contains($0.description) }
  }

  /// Plugins that are not trusted and that no stage uses: somebody should know of them all the same.
  func warnings(beside mistakes: [Mistake], _ file: String) -> [Mistake] {
    defects.filter { defect in defect.isRefusal && !mistakes.contains { $0.message.contains(defect.description) } }.map
    {
      Mistake(
        weight: .warning, file: file, line: 0, column: 0, keyPath: "plugins", message: "a plugin is not loaded: \($0)")
    }
  }
}

extension StageKind {
  init(_ kind: PluginDescription.Kind) {
    self =
      switch kind {
      case .monitor: .monitor
      case .analyzer: .analyzer
      case .patcher: .patcher
      case .tester: .tester
      case .deployer: .deployer
      }
  }
}
