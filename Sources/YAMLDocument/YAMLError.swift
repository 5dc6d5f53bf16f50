/// What is wrong with a YAML text, and where. Prints as `file:line:column: message`.
public struct YAMLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file as the caller named it.
  public var file: String
  /// The place, or nil when the file could not be read at all.
  public var mark: YAMLMark?
  /// What is wrong and, where it is known, what to do.
  public var message: String

  /// An error in `file`; `mark` is nil when no single place is to blame.
  public init(file: String, mark: YAMLMark?, message: String) {
    self.file = file
    self.mark = mark
    self.message = message
  }

  /// `file:line:column: message`.
  public var description: String {
    guard let mark else { return "\(file): \(message)" }
    return "\(file):\(mark): \(message)"
  }
}
