/// One way in which a value does not fit its schema. Prints as `pointer: message (suggestion)`.
public struct Mismatch: Sendable, Hashable, CustomStringConvertible {
  /// The keys and indexes that lead to what is wrong; for an unknown key the last one is that key.
  public var path: [String]
  /// The keyword of the schema that is not met, such as `required`.
  public var keyword: String
  /// What is wrong, in one clause.
  public var message: String
  /// What was probably meant, or how to mend it.
  public var suggestion: String?

  /// A mismatch at `path`.
  public init(path: [String], keyword: String, message: String, suggestion: String? = nil) {
    self.path = path
    self.keyword = keyword
    self.message = message
    self.suggestion = suggestion
  }

  /// ``path`` as a JSON pointer; empty for the whole value.
  public var pointer: String { JSONPointer.text(path) }

  /// `pointer: message (suggestion)`.
  public var description: String {
    "\(path.isEmpty ? "/" : pointer): \(message)\(suggestion.map { " (\($0))" } ?? "")"
  }
}
