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

/// A plugin that is not tried again, because it crashed too often.
public struct QuarantineNotice: Sendable, Hashable {
  /// Id of the plugin.
  public var plugin: String
  /// SHA-256 of the library.
  public var hash: String
  /// The services that its stages work for.
  public var services: [String]
  /// How it crashed the last time, and what runs instead.
  public var reason: String
}
