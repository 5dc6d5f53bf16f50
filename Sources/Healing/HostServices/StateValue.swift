/// What stands under a key.
public struct StateValue: Sendable, Hashable, Codable {
  /// As it was put.
  public var value: String
  /// Grows with every change of the key, from 1.
  public var version: Int64

  /// A value with its version.
  public init(value: String, version: Int64) {
    self.value = value
    self.version = version
  }
}
