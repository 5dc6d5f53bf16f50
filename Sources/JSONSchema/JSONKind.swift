import Healing

/// The types of JSON Schema.
enum JSONKind: String, CaseIterable {
  case null, boolean, integer, number, string, array, object

  /// Whether `value` is of this kind; a fraction without a fractional part is an integer too.
  func admits(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.null, .null), (.boolean, .bool), (.string, .string), (.array, .array), (.object, .object): true
    case (.number, .integer), (.number, .number), (.integer, .integer): true
    case (.integer, .number(let number)): number.rounded(.towardZero) == number && number.isFinite
    default: false
    }
  }

  /// How it is called in messages, in the words of those who write YAML.
  var name: String {
    switch self {
    case .null: "nothing (null)"
    case .boolean: "true or false"
    case .integer: "an integer"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "a mapping"
    }
  }
}
