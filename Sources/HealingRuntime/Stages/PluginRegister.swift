import Healing
public import PipelineConfiguration
public import PluginHost

/// The plugins that were found at start, by kind and name: what a configuration is checked against and stages are
/// loaded from.
public struct PluginRegister: Sendable {
  private struct Key: Hashable {
    let kind: StageKind
    let name: String
  }

  private var found: [Key: PluginDirectory.Entry] = [:]
  private var failures: [PluginFailure] = []

  /// Takes what a directory has found. A short name belongs to the first that has it; full ids always work.
  public init(_ entries: [PluginDirectory.Entry]) {
    for entry in entries {
      switch entry.plugin {
      case .failure(let failure): failures.append(failure)
      case .success(let plugin):
        for name in [plugin.id, plugin.shortName] {
          let key = Key(kind: StageKind(plugin.kind), name: name)
          if found[key] == nil { found[key] = entry }
        }
      }
    }
  }

  /// What cannot be used, and why.
  public var defects: [PluginFailure] { failures }

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
    return KnownPlugin(
      id: plugin.id, kind: kind, version: plugin.version, summary: plugin.summary,
      settingsSchema: plugin.settingsSchema,
      consumes: plugin.consumes, produces: plugin.produces, needs: plugin.needs, isShipped: entry.shipped)
  }

  /// Short names, sorted, of those that can be used.
  public func names(of kind: StageKind) -> [String] {
    Set(found.compactMap { key, entry in key.kind == kind ? try? entry.plugin.get().shortName : nil }).sorted()
  }

  /// The failure of the first library whose file has this name, with its path.
  public func defect(named name: String) -> String? {
    failures.first { failure in
      let file = failure.path.split(separator: "/").last?.lowercased() ?? ""
      return file == "\(name).so" || file == "lib\(name).so" || file.hasPrefix("lib\(name)")
    }?.description
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
