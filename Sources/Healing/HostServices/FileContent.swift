/// What stands in a file: `text` when it is UTF-8, else `base64`.
public struct FileContent: Sendable, Hashable, Codable {
  public var text: String?
  public var base64: String?
  /// SHA-256 of the bytes, lower-case hex.
  public var hash: String

  public init(text: String?, base64: String?, hash: String) {
    self.text = text
    self.base64 = base64
    self.hash = hash
  }
}
