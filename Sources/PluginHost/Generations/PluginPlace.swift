/// Where a plugin runs.
public enum PluginPlace: String, Sendable, Hashable, Codable {
  /// In the host's own process.
  case host
  /// In a process of its own.
  case process
}
