/// What to write into a file that the plugin may write.
public struct FileWrite: Sendable, Hashable, Codable {
  /// Absolute, within a granted path; the folder must exist.
  public var path: String
  /// The whole new content; nil: `base64` has it.
  public var text: String?
  /// The whole new content, when it is not UTF-8.
  public var base64: String?

  /// Give one of `text` and `base64`.
  public init(path: String, text: String? = nil, base64: String? = nil) {
    self.path = path
    self.text = text
    self.base64 = base64
  }
}
