/// Which files to list.
public struct FileList: Sendable, Hashable, Codable {
  /// `*` stays within a folder, `**` does not.
  public var pattern: String
  /// A granted folder, absolute; nil: the service's root.
  public var folder: String?

  /// A glob over paths relative to the folder, such as `src/*.py`.
  public init(pattern: String, folder: String? = nil) {
    self.pattern = pattern
    self.folder = folder
  }
}
