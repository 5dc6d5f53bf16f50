import Healing
import Patterns

// What keywords can be given. Each reports a defect and gives something empty when the value is of another kind.
extension SchemaCompiler {
  mutating func kinds(_ value: JSONValue, _ path: [String]) -> [JSONKind]? {
    guard let names = value.text.map({ [$0] }) ?? value.array?.map({ $0.text ?? "" }), !names.isEmpty else {
      defect(path, "must be the name of a type or a list of such names, not \(value.named)")
      return nil
    }
    var kinds: [JSONKind] = []
    for name in names {
      if let kind = JSONKind(rawValue: name) {
        kinds.append(kind)
      } else {
        let known = JSONKind.allCases.map(\.rawValue)
        let near = NearestName.nearest(to: name, in: known).map { "did you mean \"\($0)\"?" }
        defect(path, "there is no type \"\(name)\"", near ?? "types are \(known.joined(separator: ", "))")
      }
    }
    return kinds
  }

  mutating func choices(_ value: JSONValue, _ path: [String]) -> [JSONValue]? {
    if let choices = value.array, !choices.isEmpty { return choices.map(\.canonical) }
    defect(path, "must be a list of the allowed values, not \(value.named)")
    return nil
  }

  mutating func number(_ value: JSONValue, _ path: [String]) -> Double? {
    if let number = value.double, number.isFinite { return number }
    defect(path, "must be a number, not \(value.named)")
    return nil
  }

  mutating func positive(_ value: JSONValue, _ path: [String]) -> Double? {
    if let number = value.double, number.isFinite, number > 0 { return number }
    defect(path, "must be a number above 0, not \(value.named)")
    return nil
  }

  mutating func count(_ value: JSONValue, _ path: [String]) -> Int? {
    if let count = value.integer, count >= 0 { return Int(count) }
    defect(path, "must be an integer of 0 or more, not \(value.named)")
    return nil
  }

  mutating func truth(_ value: JSONValue, _ path: [String]) -> Bool {
    if let truth = value.bool { return truth }
    defect(path, "must be true or false, not \(value.named)")
    return false
  }

  mutating func strings(_ value: JSONValue, _ path: [String]) -> [String] {
    let strings = value.array?.compactMap(\.text) ?? []
    if value.array?.count != strings.count { defect(path, "must be a list of strings, not \(value.named)") }
    return strings
  }

  mutating func pattern(_ value: JSONValue, _ path: [String]) -> Pattern? {
    guard let text = value.text else {
      defect(path, "must be a regular expression in a string, not \(value.named)")
      return nil
    }
    return compiled(text, path)
  }

  mutating func mapping(_ value: JSONValue, _ path: [String]) -> [(key: String, value: JSONValue)] {
    guard let members = value.object else {
      defect(path, "must be a mapping, not \(value.named)")
      return []
    }
    return members.sorted { $0.key < $1.key }
  }

  mutating func schemas(byName value: JSONValue, _ path: [String]) -> [String: Int] {
    var schemas: [String: Int] = [:]
    for (name, value) in mapping(value, path) { schemas[name] = schema(value, path + [name]) }
    return schemas
  }

  mutating func schemas(byPattern value: JSONValue, _ path: [String]) -> [(Pattern, Int)] {
    var schemas: [(Pattern, Int)] = []
    for (text, value) in mapping(value, path) {
      let index = schema(value, path + [text])
      if let pattern = compiled(text, path + [text]) { schemas.append((pattern, index)) }
    }
    return schemas
  }

  mutating func schemas(inOrder value: JSONValue, _ path: [String]) -> [Int] {
    guard let values = value.array, !values.isEmpty else {
      defect(path, "must be a list of one schema or more, not \(value.named)")
      return []
    }
    var schemas: [Int] = []
    for (index, value) in values.enumerated() { schemas.append(schema(value, path + ["\(index)"])) }
    return schemas
  }

  private mutating func compiled(_ text: String, _ path: [String]) -> Pattern? {
    do throws(PatternFailure) {
      // In these expressions `$` is the end and never the place before a last line break.
      return try Pattern(text, options: .dollarMatchesEndOnly)
    } catch {
      defect(path, "\(error)")
      return nil
    }
  }
}
