/// Which of the plugin's own keys to read.
public struct StateGet: Sendable, Hashable, Codable {
  /// At most 256 bytes.
  public var key: String

  /// A key that the plugin has put.
  public init(key: String) {
    self.key = key
  }
}
