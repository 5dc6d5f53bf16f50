import Healing
import Patterns

/// One walk of a value along a schema, counted so that it ends.
struct SchemaCheck {
  let subschemas: [Subschema]
  private let limits: SchemaLimits
  private var steps = 0
  private var depth = 0
  private var isExhausted = false

  /// Levels of values times levels of schemas: what a thread's stack holds with ease.
  static let deepest = 300

  init(_ schema: Schema) {
    subschemas = schema.subschemas
    limits = schema.limits
  }

  mutating func run(_ value: JSONValue) -> [Mismatch] {
    let found = mismatches(of: value, at: [], with: 0)
    if isExhausted {
      let message = "checking it takes more steps than are allowed: the schema or the value is too large"
      return [Mismatch(path: [], keyword: "$schema", message: message)]
    }
    guard found.count > limits.mismatches else { return found }
    let more = Mismatch(
      path: [], keyword: "$schema", message: "there are \(found.count - limits.mismatches) more mistakes")
    return Array(found.prefix(limits.mismatches)) + [more]
  }

  /// What is wrong with `value` by the subschema at `index`. A value of a wrong type is told once and asked no further.
  mutating func mismatches(of value: JSONValue, at path: [String], with index: Int) -> [Mismatch] {
    let subschema = subschemas[index]
    guard spend(subschema.cost(of: value)) else { return [] }
    depth += 1
    defer { depth -= 1 }
    var found: [Mismatch] = []
    for condition in subschema.conditions {
      guard case .kinds(let kinds) = condition, !kinds.contains(where: { $0.admits(value) }) else { continue }
      return [wrongKind(value, kinds, at: path, isSecret: subschema.isSecret)]
    }
    for condition in subschema.conditions {
      found += mismatches(of: value, at: path, by: condition, isSecret: subschema.isSecret)
    }
    if case .object(let members) = value { found += mismatches(of: members, at: path, by: subschema.members) }
    if case .array(let items) = value { found += mismatches(of: items, at: path, by: subschema.items) }
    return found
  }

  func mismatch(_ path: [String], _ keyword: String, _ message: String, _ suggestion: String? = nil) -> Mismatch {
    Mismatch(path: path, keyword: keyword, message: message, suggestion: suggestion)
  }

  private mutating func spend(_ cost: Int) -> Bool {
    steps += cost
    if steps > limits.steps || depth > Self.deepest { isExhausted = true }
    return !isExhausted
  }

  private func wrongKind(_ value: JSONValue, _ kinds: [JSONKind], at path: [String], isSecret: Bool) -> Mismatch {
    let wanted = kinds.map(\.name).joined(separator: " or ")
    let message = isSecret ? "must be \(wanted)" : "must be \(wanted), not \(value.named)"
    return mismatch(path, "type", message, isSecret ? nil : value.written(as: kinds))
  }
}

extension JSONValue {
  /// How the same would be written as one of `kinds`, where that is likely what was meant.
  fileprivate func written(as kinds: [JSONKind]) -> String? {
    switch self {
    case .integer, .number, .bool:
      kinds.contains(.string) ? "put it in quotes: \"\(brief)\"" : kinds == [.array] ? "write [\(brief)]" : nil
    case .string(let text) where kinds == [.array] && text.count <= 40: "write [\(brief)]"
    default: nil
    }
  }
}
