/// One file below the service's root.
public struct FileEntry: Sendable, Hashable, Codable {
  public var path: String
  public var bytes: Int64

  public init(path: String, bytes: Int64) {
    self.path = path
    self.bytes = bytes
  }
}
