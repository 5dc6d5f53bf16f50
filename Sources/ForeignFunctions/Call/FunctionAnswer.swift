/// What a function gave back, copied.
public enum FunctionAnswer: Sendable, Hashable {
  case bool(Bool)
  case integer(Int64)
  case unsigned(UInt64)
  case fraction(Double)
  /// nil: a null pointer.
  case text(String?)

  /// As a number; nil for a text.
  public var number: Double? {
    switch self {
    case .bool(let truth): truth ? 1 : 0
    case .integer(let number): Double(number)
    case .unsigned(let number): Double(number)
    case .fraction(let number): number
    case .text: nil
    }
  }

  /// For messages; a text at most in part.
  public var shown: String {
    switch self {
    case .bool(let truth): "\(truth)"
    case .integer(let number): "\(number)"
    case .unsigned(let number): "\(number)"
    case .fraction(let number): "\(number)"
    case .text(let text): text.map { "“\($0.prefix(60))”" } ?? "null"
    }
  }
}
