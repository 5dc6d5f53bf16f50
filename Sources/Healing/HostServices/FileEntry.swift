/// One file below the service's root.
public struct FileEntry: Sendable, Hashable, Codable {
  /// Relative to the service's root.
  public var path: String
  /// Size of the content.
  public var bytes: Int64

  /// One file, as it was when it was listed.
  public init(path: String, bytes: Int64) {
    self.path = path
    self.bytes = bytes
  }
}
