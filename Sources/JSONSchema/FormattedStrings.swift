import Healing
import Patterns

/// Finds the strings of a value that a schema gives a format.
struct FormattedStrings {
  private let schema: Schema
  private let format: String
  private var steps = 0
  private(set) var places: Set<[String]> = []

  init(_ schema: Schema, format: String) {
    self.schema = schema
    self.format = format
  }

  /// Follows every subschema that may be meant for a part of `value`, also in forms that do not fit: where two forms
  /// are allowed, a string has the same meaning in both.
  mutating func find(in value: JSONValue, at path: [String] = [], with index: Int = 0, depth: Int = 0) {
    steps += 1
    guard steps <= schema.limits.steps, depth <= SchemaCheck.deepest else { return }
    let subschema = schema.subschemas[index]
    switch value {
    case .string: if subschema.format == format { places.insert(path) }
    case .array(let items):
      for (index, item) in items.enumerated() {
        let first = subschema.items.first
        guard let next = index < first.count ? first[index] : subschema.items.rest else { continue }
        find(in: item, at: path + ["\(index)"], with: next, depth: depth + 1)
      }
    case .object(let members):
      for (name, member) in members {
        for next in subschema.members.schemas(for: name) {
          find(in: member, at: path + [name], with: next, depth: depth + 1)
        }
      }
    default: return
    }
    for next in subschema.sameValue { find(in: value, at: path, with: next, depth: depth + 1) }
  }
}

extension MemberConditions {
  /// The subschemas that are about the member `name`.
  fileprivate func schemas(for name: String) -> [Int] {
    let named = [properties[name]].compactMap { $0 } + patterns.filter { $0.0.matches(name) }.map(\.1)
    return named.isEmpty ? [additional].compactMap { $0 } : named
  }
}

extension JSONValue {
  /// This value with the string at each of `places` replaced.
  func replacing(_ places: Set<[String]>, at path: [String] = [], by change: (String) -> String) -> JSONValue {
    switch self {
    case .string(let text): places.contains(path) ? .string(change(text)) : self
    case .array(let items):
      .array(items.enumerated().map { $1.replacing(places, at: path + ["\($0)"], by: change) })
    case .object(let members):
      .object(
        Dictionary(uniqueKeysWithValues: members.map { ($0, $1.replacing(places, at: path + [$0], by: change)) }))
    default: self
    }
  }
}
