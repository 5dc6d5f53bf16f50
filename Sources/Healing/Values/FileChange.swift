/// A file that a patch changes. Hashes are SHA-256 in lower-case hex.
public struct FileChange: Sendable, Hashable, Codable {
  /// Relative to the service's root.
  public var path: String
  /// Hash of the file before; nil for a new file.
  public var base: String?
  /// Hash of the file after; nil for a deleted file.
  public var new: String?

  /// One file of a diff, pinned by the hashes of both sides.
  public init(path: String, base: String?, new: String?) {
    self.path = path
    self.base = base
    self.new = new
  }
}
