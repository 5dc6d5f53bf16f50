import Healing
import JSONSchema

/// The words in which a suggestion is made.
enum Suggestion {
  static let noMerge = "merge keys are not part of YAML 1.2: name the whole value with *"

  static func didYouMean(_ name: String) -> String { "did you mean \"\(name)\"?" }

  static func didYouMean(_ name: String, among names: [String]) -> String? {
    NearestName.nearest(to: name, in: names).map(didYouMean)
  }

  static func choice(of names: [String]) -> String {
    names.isEmpty ? "remove it" : "keys that are left here: \(names.joined(separator: ", "))"
  }
}

extension JSONValue {
  /// On one line of YAML, for examples.
  var asYAML: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let text): text
    case .array(let items): "[\(items.map(\.asYAML).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.asYAML)" }.joined(separator: ", "))}"
    }
  }
}
