/// One record that two generations of a plugin answer differently.
public struct ShadowDifference: Sendable, Hashable, Codable {
  /// Id of the record.
  public var record: String
  /// What the generation in service has answered, cut to 500 characters.
  public var old: String
  /// What the new one answers.
  public var new: String
}
