import Healing
import Patterns

/// Turns the JSON of a schema into a list of subschemas, collecting every defect instead of stopping at the first.
struct SchemaCompiler {
  let limits: SchemaLimits
  private(set) var subschemas: [Subschema] = []
  private(set) var defects: [SchemaDefect] = []
  private var places: [[String]: Int] = [:]
  private var references: [(from: Int, path: [String])] = []
  private var isFull = false

  init(limits: SchemaLimits) { self.limits = limits }

  /// The subschemas of `value`; the first is the whole schema.
  mutating func compile(_ value: JSONValue) throws(InvalidSchema) -> [Subschema] {
    _ = schema(value, [])
    resolveReferences()
    if defects.isEmpty { defects += SchemaCircles(subschemas, limits).defects() }
    guard defects.isEmpty else {
      throw InvalidSchema(defects: defects.sorted { JSONPointer.text($0.path) < JSONPointer.text($1.path) })
    }
    return subschemas
  }

  /// Compiles one subschema and gives its index.
  mutating func schema(_ value: JSONValue, _ path: [String]) -> Int {
    let index = subschemas.count
    guard index < limits.subschemas, path.count <= limits.depth * 2 else {
      if !isFull { defect(path, "the schema is larger or deeper than what is read here") }
      isFull = true
      return 0
    }
    subschemas.append(Subschema(path: path))
    places[path] = index
    var subschema = Subschema(path: path)
    switch value {
    case .bool(let allows):
      if !allows { subschema.conditions.append(.never) }
    case .object(let keywords):
      for (keyword, value) in keywords.sorted(by: { $0.key < $1.key }) {
        read(keyword, value, path + [keyword], into: &subschema)
      }
      readCondition(keywords, path, into: &subschema)
      if let reference = keywords["$ref"] { read(reference: reference, path + ["$ref"], from: index) }
    default:
      defect(path, "a schema must be a mapping, true or false, not \(value.named)")
    }
    subschemas[index] = subschema
    return index
  }

  private mutating func read(_ keyword: String, _ value: JSONValue, _ path: [String], into subschema: inout Subschema) {
    if SchemaKeyword.checked.contains(keyword) {
      readScalar(keyword, value, path, into: &subschema)
      readMembers(keyword, value, path, into: &subschema.members)
      readItems(keyword, value, path, into: &subschema.items)
      readCombination(keyword, value, path, into: &subschema)
    } else if SchemaKeyword.annotations.contains(keyword) {
      readAnnotation(keyword, value, path, into: &subschema)
    } else if let advice = SchemaKeyword.refused[keyword] {
      defect(path, "the keyword \"\(keyword)\" is not supported", advice)
    } else if !keyword.hasPrefix("x-") {
      let near = NearestName.nearest(to: keyword, in: SchemaKeyword.checked.union(SchemaKeyword.annotations))
      defect(
        path, "unknown keyword \"\(keyword)\"", near.map { "did you mean \"\($0)\"?" } ?? "own words begin with \"x-\"")
    }
  }

  private mutating func readAnnotation(
    _ keyword: String, _ value: JSONValue, _ path: [String], into subschema: inout Subschema
  ) {
    switch keyword {
    case "$schema":
      guard let text = value.text,
        text.hasSuffix("#") ? text.dropLast() == SchemaKeyword.dialect : text == SchemaKeyword.dialect
      else {
        return defect(path, "only draft 2020-12 is read here", "write \"\(SchemaKeyword.dialect)\" or leave it out")
      }
    case "$defs": _ = schemas(byName: value, path)
    case "format": subschema.format = value.text
    case "writeOnly": subschema.isSecret = value.bool ?? false
    default: break
    }
  }

  private mutating func read(reference: JSONValue, _ path: [String], from index: Int) {
    guard let text = reference.text, text.hasPrefix("#"), let target = JSONPointer.path(String(text.dropFirst())) else {
      return defect(path, "a reference must be the string \"#\" or \"#/$defs/name\", not \(reference.brief)")
    }
    references.append((index, target))
  }

  private mutating func resolveReferences() {
    for (index, target) in references {
      if let place = places[target] {
        subschemas[index].conditions.append(.reference(place))
      } else {
        let names = places.keys.filter { $0.count == target.count }.map { "#" + JSONPointer.text($0) }
        let near = NearestName.nearest(to: "#" + JSONPointer.text(target), in: names)
        let message = "the reference \"#\(JSONPointer.text(target))\" leads to no schema"
        defect(subschemas[index].path + ["$ref"], message, near.map { "did you mean \"\($0)\"?" })
      }
    }
  }

  mutating func defect(_ path: [String], _ message: String, _ suggestion: String? = nil) {
    defects.append(SchemaDefect(path: path, message: message, suggestion: suggestion))
  }
}
