/// How an expression is read.
public struct PatternOptions: OptionSet, Sendable, Hashable {
  /// One bit for each option.
  public let rawValue: Int
  /// Makes a set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Letters match in either case.
  public static let caseInsensitive = PatternOptions(rawValue: 1)
  /// `^` and `$` match at every line, not only at the ends of the subject.
  public static let multiline = PatternOptions(rawValue: 2)
  /// `.` matches a newline too.
  public static let dotMatchesNewline = PatternOptions(rawValue: 4)
  /// White space and `#` comments in the expression are for the reader.
  public static let extended = PatternOptions(rawValue: 8)
  /// A match can only start where the search starts.
  public static let anchored = PatternOptions(rawValue: 16)
  /// `$` matches at the very end only, not before a last newline.
  public static let dollarMatchesEndOnly = PatternOptions(rawValue: 32)
  /// `.` and classes match bytes and not characters: for subjects that are not text.
  public static let bytes = PatternOptions(rawValue: 64)
  /// `\w`, `\d` and `\b` know the letters of all scripts.
  public static let unicodeClasses = PatternOptions(rawValue: 128)
}
