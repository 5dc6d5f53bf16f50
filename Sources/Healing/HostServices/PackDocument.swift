/// A file of a pack.
public struct PackDocument: Sendable, Hashable, Codable {
  /// Id of the pack, which is the name of its folder: `python`.
  public var language: String
  /// Below the pack's folder: `traces/traceback.yaml`.
  public var path: String

  /// Names one file of one pack; `path` is without `..`.
  public init(language: String, path: String) {
    self.language = language
    self.path = path
  }
}
