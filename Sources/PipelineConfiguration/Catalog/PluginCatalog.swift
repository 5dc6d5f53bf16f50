public import Healing

/// Which plugins there are. The plugin host answers from the libraries that it found; it runs none of them for this.
public protocol PluginCatalog: Sendable {
  /// The plugin of this kind that `name` means: a short name such as `log`, or a full id. Nil when there is none.
  func plugin(_ kind: StageKind, named name: String) -> KnownPlugin?

  /// The short names of all plugins of this kind, for suggestions.
  func names(of kind: StageKind) -> [String]

  /// Why a library that goes by `name` was found and cannot be used, such as a wrong ABI; nil when there is none.
  func defect(named name: String) -> String?

  /// What settings that fit the plugin's schema mean beyond it.
  func meaning(of settings: JSONValue, for plugin: KnownPlugin) -> SettingsMeaning
}

extension PluginCatalog {
  /// Nothing is known to be wrong.
  public func defect(named name: String) -> String? { nil }

  /// Nothing.
  public func meaning(of settings: JSONValue, for plugin: KnownPlugin) -> SettingsMeaning { SettingsMeaning() }
}
