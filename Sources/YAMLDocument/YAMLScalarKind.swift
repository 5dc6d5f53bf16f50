import Healing

/// The scalar kinds of YAML's core schema, named as their tags are.
public enum YAMLScalarKind: String, Sendable, Hashable {
  case string = "str"
  case null
  case bool
  case integer = "int"
  case float

  /// Whether `value` is of this kind.
  func admits(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.string, .string), (.null, .null), (.bool, .bool), (.integer, .integer), (.float, .number): true
    case (.float, .integer): true
    default: false
    }
  }
}
