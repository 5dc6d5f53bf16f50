/// Something in the declaration of a function that cannot be.
public struct FunctionMistake: Error, Sendable, Hashable {
  /// The keys below the settings that lead there.
  public var path: [String]
  /// What is wrong, in one clause.
  public var message: String
  /// How to mend it.
  public var suggestion: String?

  /// A mistake at a place of the settings.
  public init(_ path: [String], _ message: String, _ suggestion: String? = nil) {
    self.path = path
    self.message = message
    self.suggestion = suggestion
  }
}
