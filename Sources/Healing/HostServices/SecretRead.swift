/// Which secret to read.
public struct SecretRead: Sendable, Hashable, Codable {
  /// As the configuration names it.
  public var name: String

  /// A secret by its name.
  public init(name: String) {
    self.name = name
  }
}
