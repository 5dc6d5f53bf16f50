/// A folder of a pack.
public struct PackFolder: Sendable, Hashable, Codable {
  public var language: String
  public var folder: String

  public init(language: String, folder: String) {
    self.language = language
    self.folder = folder
  }
}
