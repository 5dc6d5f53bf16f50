/// Where plugins are found beside those that are installed, and what they need to be loaded.
public struct PluginSearch: Sendable, Hashable {
  /// What a plugin of these folders needs.
  public enum Trust: String, Sendable, Hashable, CaseIterable {
    /// Nothing; pins and signatures that are there must fit.
    case open
    /// A pin in the lock file of its folder.
    case pinned
    /// A signature by a key of the trust store.
    case signed
  }

  /// Folders with plugins, absolute.
  public var folders: [String]
  /// What a plugin of theirs needs.
  public var trust: Trust
  /// The folder of the trust store, absolute; nil: the user's own.
  public var keys: String?

  /// Nothing but what is installed, unless something is said.
  public init(folders: [String] = [], trust: Trust = .open, keys: String? = nil) {
    self.folders = folders
    self.trust = trust
    self.keys = keys
  }
}
