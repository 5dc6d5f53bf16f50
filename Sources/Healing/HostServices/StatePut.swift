/// Puts a value under a key, and where asked only if nobody was faster.
public struct StatePut: Sendable, Hashable, Codable {
  /// At most 256 bytes.
  public var key: String
  /// UTF-8.
  public var value: String
  /// The version that the key must have now; 0: it must not exist; nil: whatever it has.
  public var version: Int64?

  /// Without a version the last one to put wins.
  public init(key: String, value: String, version: Int64? = nil) {
    self.key = key
    self.value = value
    self.version = version
  }
}
