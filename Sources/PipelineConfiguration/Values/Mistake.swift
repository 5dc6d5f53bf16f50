/// One thing that is wrong with a configuration file. Prints as one line that editors and terminals can follow:
/// `file:line:column: key.path: message (suggestion)`.
public struct Mistake: Sendable, Hashable, Codable, CustomStringConvertible {
  /// Whether the file can be used in spite of it.
  public enum Weight: String, Sendable, Hashable, Codable {
    case error, warning
  }

  /// An error keeps the file from being used.
  public var weight: Weight
  /// The file as the caller named it.
  public var file: String
  /// The line, from 1; 0 when the file as a whole is meant.
  public var line: Int
  /// The column, from 1; 0 when the file as a whole is meant.
  public var column: Int
  /// The keys that lead there, such as `pipelines.web.monitors[0].with.paths`; empty for the file as a whole.
  public var keyPath: String
  /// What is wrong, in one clause.
  public var message: String
  /// What was probably meant, or how to mend it.
  public var suggestion: String?

  /// A mistake at a place of `file`.
  public init(
    weight: Weight = .error, file: String, line: Int, column: Int, keyPath: String, message: String,
    suggestion: String? = nil
  ) {
    self.weight = weight
    self.file = file
    self.line = line
    self.column = column
    self.keyPath = keyPath
    self.message = message
    self.suggestion = suggestion
  }

  /// `file:line:column: key.path: message (suggestion)`, with `warning: ` after the place when it is one.
  public var description: String {
    let place = line > 0 ? "\(file):\(line):\(column): " : "\(file): "
    let kind = weight == .warning ? "warning: " : ""
    let path = keyPath.isEmpty ? "" : "\(keyPath): "
    return place + kind + path + message + (suggestion.map { " (\($0))" } ?? "")
  }
}
