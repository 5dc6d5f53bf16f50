/// One file, link or folder of a tree.
public struct TreeEntry: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// `hash` is the SHA-256 of its bytes; empty for a volatile file.
    case file(hash: String, executable: Bool)
    /// Never followed.
    case link(target: String)
    case folder
  }

  /// Relative to the root.
  public var path: String
  /// What it is, with what it holds.
  public var kind: Kind
  /// The status that belongs to that content.
  public var identity: FileIdentity

  /// Makes an entry.
  public init(path: String, kind: Kind, identity: FileIdentity) {
    self.path = path
    self.kind = kind
    self.identity = identity
  }
}
