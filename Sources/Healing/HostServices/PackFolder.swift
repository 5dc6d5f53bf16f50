/// A folder of a pack.
public struct PackFolder: Sendable, Hashable, Codable {
  /// Id of the pack, which is the name of its folder: `python`.
  public var language: String
  /// Below the pack's folder, without `..`: `templates`.
  public var folder: String

  /// Names one folder of one pack, which need not exist.
  public init(language: String, folder: String) {
    self.language = language
    self.folder = folder
  }
}
