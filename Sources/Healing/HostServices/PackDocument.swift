/// A file of a pack.
public struct PackDocument: Sendable, Hashable, Codable {
  public var language: String
  /// Below the pack's folder: `traces/traceback.yaml`.
  public var path: String

  public init(language: String, path: String) {
    self.language = language
    self.path = path
  }
}
