public import Healing

/// A record that ended a plugin's process twice, and is not given to the same bytes again. It is not lost: what it belongs
/// to stays where it was, with this as the reason.
public struct SetAside: Sendable, Hashable, Codable {
  /// Id of the plugin.
  public var plugin: String
  /// SHA-256 of the library.
  public var hash: String
  /// Name of the stage.
  public var stage: String
  /// Id of the record.
  public var record: String
  /// The function that it was given to.
  public var verb: String
  /// How the process ended.
  public var reason: String
  /// When.
  public var at: Timestamp
}
