import PipelineConfiguration
public import PluginTrust

extension TrustRules {
  /// What a configuration asks of plugins. Its state remembers the versions that were in service; nil: nobody does.
  init(_ plugins: PluginSearch, _ installation: Installation, _ place: StatePlace?) {
    let mode: TrustMode =
      switch plugins.trust {
      case .open: .open
      case .pinned: .pinned
      case .signed: .signed
      }
    self.init(
      mode, store: TrustStore(folder: plugins.keys ?? Installation.trustStore),
      shipped: [installation.plugins, installation.examplePlugins].compactMap { $0 }, versions: place?.versions)
  }

  /// Where no configuration says anything: nothing is asked for but what the user's own trust store forbids.
  public init(_ installation: Installation) { self.init(PluginSearch(), installation, nil) }
}

extension StatePlace {
  /// What was in service here, by version.
  public var versions: VersionLedger { VersionLedger(path: "\(folder)/plugin-versions.json") }
}

extension TrustRules {
  /// What the configuration at a path asks for, whatever else may be wrong with it; as ``init(_:)`` without one.
  public init(_ installation: Installation, configuration path: String) {
    self.init(
      LoadedConfiguration.plugins(of: path) ?? PluginSearch(), installation, LoadedConfiguration.state(of: path))
  }
}
