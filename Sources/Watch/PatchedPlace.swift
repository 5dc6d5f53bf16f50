/// A function, or where it is not known a whole file, that the patch changed.
public struct PatchedPlace: Sendable, Hashable {
  /// Relative to the service's root.
  public var file: String
  /// The function; nil: the whole file.
  public var symbol: String?

  /// Makes a place.
  public init(file: String, symbol: String? = nil) {
    self.file = file
    self.symbol = symbol
  }

  /// Whether an error's innermost frame lies here; where a function is not known, the file decides. Of what has no name,
  /// such as `<lambda>` and `<listcomp>`, nobody knows the function.
  func contains(_ error: ErrorClass) -> Bool {
    guard error.file == file else { return false }
    guard let symbol, let raised = error.symbol, !raised.hasPrefix("<") else { return true }
    return symbol == raised
  }
}
