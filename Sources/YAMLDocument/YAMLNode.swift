import Healing

/// One value of a YAML text with the place where it begins. An alias is replaced by the value it names, which keeps
/// the place where that value was written.
public struct YAMLNode: Sendable, Hashable {
  /// What a node holds.
  public enum Content: Sendable, Hashable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  /// The value. The entries of a mapping are in the order of the text; of a key that was given twice the first counts.
  public var content: Content
  /// Where the value begins.
  public var mark: YAMLMark
  /// The anchor's name when the value has one.
  public var anchor: String?

  /// A node as it stands in the text.
  public init(_ content: Content, mark: YAMLMark, anchor: String? = nil) {
    self.content = content
    self.mark = mark
    self.anchor = anchor
  }
}

extension YAMLNode {
  /// The scalar when this is one.
  public var scalar: YAMLScalar? { if case .scalar(let scalar) = content { scalar } else { nil } }

  /// The items when this is a sequence.
  public var items: [YAMLNode]? { if case .sequence(let items) = content { items } else { nil } }

  /// The entries when this is a mapping, in the order of the text.
  public var entries: [YAMLEntry]? { if case .mapping(let entries) = content { entries } else { nil } }

  /// The entry of `key` when this is a mapping that has it.
  public func entry(_ key: String) -> YAMLEntry? { entries?.first { $0.key == key } }

  /// The value of `key` when this is a mapping that has it.
  public subscript(key: String) -> YAMLNode? { entry(key)?.value }

  /// The text when this is a string: a quoted scalar, or a plain one that is no null, truth value or number.
  public var text: String? { scalar?.json.text }

  /// Whether nothing was written here, or `null`.
  public var isNull: Bool { scalar?.json == JSONValue.null }
}
