/// What a put has made.
public struct StateVersion: Sendable, Hashable, Codable {
  /// For the next compare-and-set.
  public var version: Int64

  /// The version of the key now.
  public init(version: Int64) {
    self.version = version
  }
}
