/// Something that happened to the generations of a plugin.
public struct GenerationNews: Sendable, Hashable {
  /// Id of the plugin.
  public var plugin: String
  /// Number of the generation.
  public var generation: Int
  /// In words for a person.
  public var text: String
  /// Whether somebody should look at it.
  public var isWarning: Bool
}

/// What a plugin did that is trouble of the services which it works for.
public struct PluginTrouble: Sendable, Hashable {
  /// What became of it.
  public enum Kind: String, Sendable, Hashable {
    /// It crashed too often, and is not tried again.
    case quarantined
    /// A record has ended it twice, and is not given to it again.
    case setAside = "set-aside"
    /// Its bytes or its key were revoked while it was in service.
    case revoked
  }

  /// What became of it.
  public var kind: Kind
  /// Id of the plugin.
  public var plugin: String
  /// SHA-256 of the library.
  public var hash: String
  /// The services that its stages work for.
  public var services: [String]
  /// How it crashed the last time and what runs instead, or why it was revoked.
  public var reason: String
  /// The record that was set aside; nil: it is not about one.
  public var record: SetAside?
}
