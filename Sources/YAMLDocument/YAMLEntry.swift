/// One `key: value` of a mapping.
public struct YAMLEntry: Sendable, Hashable {
  /// The key's text. `1:` and `"1":` are the same key.
  public var key: String
  /// Where the key stands.
  public var keyMark: YAMLMark
  /// What it stands for.
  public var value: YAMLNode

  /// An entry as it stands in the text.
  public init(key: String, keyMark: YAMLMark, value: YAMLNode) {
    self.key = key
    self.keyMark = keyMark
    self.value = value
  }
}
