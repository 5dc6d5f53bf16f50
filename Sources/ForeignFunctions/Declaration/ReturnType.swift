/// What a function gives back.
public enum ReturnType: Sendable, Hashable {
  case scalar(ScalarType)
  /// `const char *`; null is no text.
  case string

  init?(_ name: String) {
    if name == "string" {
      self = .string
    } else if let scalar = ScalarType(rawValue: name) {
      self = .scalar(scalar)
    } else {
      return nil
    }
  }
}
