/// Which files to list.
public struct FileList: Sendable, Hashable, Codable {
  /// `*` stays within a folder, `**` does not.
  public var pattern: String
  /// A glob over paths relative to the service's root, such as `src/*.py`.
  public init(pattern: String) { self.pattern = pattern }
}
