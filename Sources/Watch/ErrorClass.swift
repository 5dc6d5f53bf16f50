/// One kind of error: the exception's class and the innermost frame of the project. A new one in patched code is the
/// patch's doing.
public struct ErrorClass: Sendable, Hashable, Codable {
  /// The class, as the language writes it.
  public var type: String
  /// Relative to the service's root.
  public var file: String?
  /// From 1.
  public var line: Int?
  /// The function.
  public var symbol: String?

  /// Makes an error class; what is left out is not known.
  public init(type: String, file: String? = nil, line: Int? = nil, symbol: String? = nil) {
    self.type = type
    self.file = file
    self.line = line
    self.symbol = symbol
  }

  /// The same kind of error in the same function, whatever the line: a patch moves lines.
  func isSameKind(as other: ErrorClass) -> Bool {
    type == other.type && file == other.file && symbol == other.symbol
  }
}
