import Healing

// Each of these takes the keywords of one topic and passes over those of the others.
extension SchemaCompiler {
  mutating func readScalar(_ keyword: String, _ value: JSONValue, _ path: [String], into subschema: inout Subschema) {
    let condition: Subschema.Condition? =
      switch keyword {
      case "type": kinds(value, path).map { .kinds($0) }
      case "enum": choices(value, path).map { .oneOf($0) }
      case "const": .equal(value.canonical)
      case "minimum": number(value, path).map { .minimum($0) }
      case "maximum": number(value, path).map { .maximum($0) }
      case "exclusiveMinimum": number(value, path).map { .above($0) }
      case "exclusiveMaximum": number(value, path).map { .below($0) }
      case "multipleOf": positive(value, path).map { .multipleOf($0) }
      case "minLength": count(value, path).map { .minLength($0) }
      case "maxLength": count(value, path).map { .maxLength($0) }
      case "pattern": pattern(value, path).map { .pattern($0) }
      default: nil
      }
    if let condition { subschema.conditions.append(condition) }
  }

  mutating func readMembers(
    _ keyword: String, _ value: JSONValue, _ path: [String], into members: inout MemberConditions
  ) {
    switch keyword {
    case "properties": members.properties = schemas(byName: value, path)
    case "patternProperties": members.patterns = schemas(byPattern: value, path)
    case "additionalProperties": members.additional = schema(value, path)
    case "propertyNames": members.names = schema(value, path)
    case "required": members.required = strings(value, path)
    case "minProperties": members.minimum = count(value, path)
    case "maxProperties": members.maximum = count(value, path)
    case "dependentRequired":
      for (name, value) in mapping(value, path) { members.requiredBy[name] = strings(value, path + [name]) }
    case "dependentSchemas": members.schemaBy = schemas(byName: value, path)
    default: break
    }
  }

  mutating func readItems(_ keyword: String, _ value: JSONValue, _ path: [String], into items: inout ItemConditions) {
    switch keyword {
    case "prefixItems": items.first = schemas(inOrder: value, path)
    case "items":
      if case .array = value { return defect(path, "a list of schemas stands in \"prefixItems\" since draft 2020-12") }
      items.rest = schema(value, path)
    case "contains": items.contained = schema(value, path)
    case "minContains": items.minimumContained = count(value, path) ?? 1
    case "maxContains": items.maximumContained = count(value, path)
    case "minItems": items.minimum = count(value, path)
    case "maxItems": items.maximum = count(value, path)
    case "uniqueItems": items.areUnique = truth(value, path)
    default: break
    }
  }

  mutating func readCombination(
    _ keyword: String, _ value: JSONValue, _ path: [String], into subschema: inout Subschema
  ) {
    switch keyword {
    case "allOf": subschema.conditions.append(.all(schemas(inOrder: value, path)))
    case "anyOf": subschema.conditions.append(.any(schemas(inOrder: value, path)))
    case "oneOf": subschema.conditions.append(.exactlyOne(schemas(inOrder: value, path)))
    case "not": subschema.conditions.append(.not(schema(value, path)))
    default: break
    }
  }

  /// `if`, `then` and `else` are one condition; `then` and `else` without `if` are read for their defects only.
  mutating func readCondition(_ keywords: [String: JSONValue], _ path: [String], into subschema: inout Subschema) {
    let test = keywords["if"].map { schema($0, path + ["if"]) }
    let then = keywords["then"].map { schema($0, path + ["then"]) }
    let otherwise = keywords["else"].map { schema($0, path + ["else"]) }
    if let test { subschema.conditions.append(.when(test, then: then, otherwise: otherwise)) }
  }
}
