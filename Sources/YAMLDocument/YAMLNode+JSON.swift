public import Healing

extension YAMLNode {
  /// The value without its places. Plain scalars follow YAML 1.2: only `true`, `false`, `null`, integers and fractions
  /// are no strings, so `yes`, `no`, `on` and `12:30` stay what they look like.
  public var json: JSONValue {
    switch content {
    case .scalar(let scalar): scalar.json
    case .sequence(let items): .array(items.map(\.json))
    case .mapping(let entries): .object(Dictionary(entries.map { ($0.key, $0.value.json) }) { first, _ in first })
    }
  }
}

extension YAMLScalar {
  /// The value that the core schema of YAML 1.2 gives this scalar. What JSON cannot carry (`.inf`, `.nan`, a number too
  /// large for a double) stays a string.
  public var json: JSONValue {
    switch kind {
    case .string: .string(text)
    case nil: style == .plain ? (CoreSchema.value(of: text) ?? .string(text)) : .string(text)
    case .some: CoreSchema.value(of: text) ?? .string(text)
    }
  }
}
