/// Which files to list.
public struct FileList: Sendable, Hashable, Codable {
  /// `*` stays within a folder, `**` does not.
  public var pattern: String
  public init(pattern: String) { self.pattern = pattern }
}
