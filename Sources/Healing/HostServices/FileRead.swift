/// Which file to read.
public struct FileRead: Sendable, Hashable, Codable {
  /// Relative to the service's root, or absolute within a granted path.
  public var path: String
  /// A path without `..`; a link on it must not lead out of the root.
  public init(path: String) { self.path = path }
}
