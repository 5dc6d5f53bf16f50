/// What stands in a file: `text` when it is UTF-8, else `base64`.
public struct FileContent: Sendable, Hashable, Codable {
  /// Nil when the bytes are not UTF-8.
  public var text: String?
  /// The bytes in base64; nil when `text` holds them.
  public var base64: String?
  /// SHA-256 of the bytes, lower-case hex.
  public var hash: String

  /// Give one of `text` and `base64`, and nil for the other.
  public init(text: String?, base64: String?, hash: String) {
    self.text = text
    self.base64 = base64
    self.hash = hash
  }
}
