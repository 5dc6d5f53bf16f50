public import Healing

/// What a model has said, checked against its schema; still untrusted.
public struct ModelAnswer: Sendable {
  /// The object.
  public var value: JSONValue
  /// As the provider calls it.
  public var model: String
  /// The provider's address.
  public var url: String
}
