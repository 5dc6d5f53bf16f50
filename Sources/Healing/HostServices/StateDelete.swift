/// Takes a key out.
public struct StateDelete: Sendable, Hashable, Codable {
  /// One that does not exist is no error, unless a version is asked for.
  public var key: String
  /// The version that the key must have now; nil: whatever it has.
  public var version: Int64?

  /// A key of the plugin's own.
  public init(key: String, version: Int64? = nil) {
    self.key = key
    self.version = version
  }
}
