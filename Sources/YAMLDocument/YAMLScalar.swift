/// The text of a scalar and how it was written, which decides whether `true` is a truth value or four letters.
public struct YAMLScalar: Sendable, Hashable {
  /// How a scalar was written.
  public enum Style: Sendable, Hashable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  /// The text with escapes and folding resolved.
  public var text: String
  /// How it was written.
  public var style: Style
  /// The kind that a tag such as `!!str` asked for; nil: the style and the text decide.
  public var kind: YAMLScalarKind?

  /// A scalar as it stands in the text.
  public init(text: String, style: Style, kind: YAMLScalarKind? = nil) {
    self.text = text
    self.style = style
    self.kind = kind
  }

  /// Whether it was written without quotes and without a tag.
  public var isPlain: Bool { style == .plain && kind == nil }
}
