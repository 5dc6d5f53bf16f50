/// Why an expression cannot be used.
public struct PatternFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The expression, at most its first 200 characters.
  public var pattern: String
  /// Where in the expression the mistake was noticed, counted in bytes from 0.
  public var offset: Int
  /// What is wrong, in the words of the compiler of expressions.
  public var reason: String

  /// Makes a failure; of `pattern` the first 200 characters are kept.
  public init(pattern: String, offset: Int, reason: String) {
    self.pattern = String(pattern.prefix(200))
    self.offset = offset
    self.reason = reason
  }

  /// The expression, the place and the reason, on one line.
  public var description: String { "the expression \"\(pattern)\" is wrong at byte \(offset): \(reason)" }
}
