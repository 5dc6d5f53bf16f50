/// A secret. Do not log it, and do not keep it longer than the call.
public struct SecretValue: Sendable, Hashable, Codable {
  /// As it stands in its source, without a line feed at the end.
  public var value: String

  /// The value of a secret.
  public init(value: String) {
    self.value = value
  }
}
