/// What a plugin that did not come with Homeostasis needs, to be loaded.
public enum TrustMode: String, Sendable, Hashable, Codable, CaseIterable {
  /// Nothing; but where there is a pin or a signature, it must fit.
  case open
  /// A pin in the lock file of its folder.
  case pinned
  /// A signature by a key of the trust store.
  case signed
}
