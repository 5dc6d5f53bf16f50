/// One mistake in a schema itself. Prints as `#pointer: message (suggestion)`.
public struct SchemaDefect: Sendable, Hashable, CustomStringConvertible {
  /// The keys and indexes that lead to the mistake within the schema.
  public var path: [String]
  /// What is wrong, in one clause.
  public var message: String
  /// What was probably meant, or how to mend it.
  public var suggestion: String?

  /// A defect at `path`.
  public init(path: [String], message: String, suggestion: String? = nil) {
    self.path = path
    self.message = message
    self.suggestion = suggestion
  }

  /// `#pointer: message (suggestion)`.
  public var description: String {
    "#\(JSONPointer.text(path)): \(message)\(suggestion.map { " (\($0))" } ?? "")"
  }
}
