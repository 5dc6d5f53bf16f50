import Healing
import Patterns

extension SchemaCheck {
  mutating func mismatches(of members: [String: JSONValue], at path: [String], by conditions: MemberConditions)
    -> [Mismatch]
  {
    var found: [Mismatch] = []
    var unknown: [String] = []
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      if let names = conditions.names { found += self.name(name, at: path, by: names) }
      var isKnown = false
      if let index = conditions.properties[name] {
        isKnown = true
        found += mismatches(of: value, at: path + [name], with: index)
      }
      for (pattern, index) in conditions.patterns where pattern.matches(name) {
        isKnown = true
        found += mismatches(of: value, at: path + [name], with: index)
      }
      if !isKnown, let additional = conditions.additional {
        if subschemas[additional].isNever {
          unknown.append(name)
        } else {
          found += mismatches(of: value, at: path + [name], with: additional)
        }
      }
    }
    let free = conditions.properties.keys.filter { members[$0] == nil }
    let meant = unknown.map { NearestName.nearest(to: $0, in: free) }
    found += zip(unknown, meant).map { self.unknown($0, meant: $1, free, at: path) }
    found += missing(from: members, meant: Set(meant.compactMap { $0 }), at: path, by: conditions)
    found += size(of: members, at: path, by: conditions)
    for (name, index) in conditions.schemaBy.sorted(by: { $0.key < $1.key }) where members[name] != nil {
      found += mismatches(of: .object(members), at: path, with: index)
    }
    return found
  }

  private mutating func name(_ name: String, at path: [String], by index: Int) -> [Mismatch] {
    mismatches(of: .string(name), at: path + [name], with: index).map { inner in
      mismatch(
        path + [name], "propertyNames", "the key \(JSONValue.string(name).brief) \(inner.message)", inner.suggestion)
    }
  }

  private func unknown(_ name: String, meant: String?, _ free: [String], at path: [String]) -> Mismatch {
    let keys = free.sorted().prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
    let suggestion =
      meant.map { "did you mean \"\($0)\"?" } ?? (free.isEmpty ? "remove it" : "keys that are left: \(keys)")
    return mismatch(path + [name], "additionalProperties", "unknown key \(JSONValue.string(name).brief)", suggestion)
  }

  /// A key that is missing because it was misspelt has been told already.
  private func missing(
    from members: [String: JSONValue], meant: Set<String>, at path: [String], by conditions: MemberConditions
  ) -> [Mismatch] {
    var found = conditions.required.filter { members[$0] == nil && !meant.contains($0) }.map { name in
      mismatch(path, "required", "the key \"\(name)\" is missing")
    }
    for (name, others) in conditions.requiredBy.sorted(by: { $0.key < $1.key }) where members[name] != nil {
      found += others.filter { members[$0] == nil && !meant.contains($0) }.map { other in
        mismatch(path, "dependentRequired", "the key \"\(other)\" is missing, which \"\(name)\" needs")
      }
    }
    return found
  }

  private func size(of members: [String: JSONValue], at path: [String], by conditions: MemberConditions) -> [Mismatch] {
    var found: [Mismatch] = []
    if let minimum = conditions.minimum, members.count < minimum {
      found.append(mismatch(path, "minProperties", "must have \(minimum) keys or more, has \(members.count)"))
    }
    if let maximum = conditions.maximum, members.count > maximum {
      found.append(mismatch(path, "maxProperties", "must have \(maximum) keys or less, has \(members.count)"))
    }
    return found
  }
}

extension Subschema {
  /// Whether it is plain `false`.
  fileprivate var isNever: Bool {
    if conditions.count == 1, case .never = conditions[0] { true } else { false }
  }
}
