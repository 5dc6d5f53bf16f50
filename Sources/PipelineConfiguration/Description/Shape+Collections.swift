import Healing
import YAMLDocument

extension Shape {
  /// A list of `item`. What is wrong with one item keeps none of the others from being looked at.
  static func list<Item: Sendable>(of item: Shape<Item>, atLeast least: Int = 0) -> Shape where Value == [Item] {
    var schema: JSONValue = ["type": "array", "items": item.schema]
    if least > 0 { schema = schema.with(["minItems": .integer(Int64(least))]) }
    return Shape(schema: schema) { node, path, reading in
      guard let items = node.items else {
        let advice = node.scalar.flatMap { node.isNull ? nil : "write [\($0.text.brief)]" }
        reading.wrong(path, "must be a list, not \(node.named)", advice)
        return nil
      }
      guard items.count >= least else {
        reading.wrong(path, "must not be empty")
        return nil
      }
      return items.enumerated().compactMap { index, node in item.read(node, path + ["\(index)"], reading) }
    }
  }

  /// A mapping from names of the operator's choice to `entry`, in the order of the file.
  static func table<Entry: Sendable>(of entry: Shape<Entry>, _ what: String) -> Shape where Value == [Entry] {
    let schema: JSONValue = [
      "type": "object", "patternProperties": .object([Names.pattern: entry.schema]), "additionalProperties": false,
      "minProperties": 1,
    ]
    return Shape(schema: schema) { node, path, reading in
      guard let entries = node.entries, !entries.isEmpty else {
        reading.wrong(path, "must hold at least one \(what) by its name, not \(node.named)")
        return nil
      }
      return entries.compactMap { pair in
        if !Names.isName(pair.key) {
          reading.misplaced(
            path + [pair.key],
            "the name of a \(what) is made of letters, digits, '-', '_' and '.', and begins with a letter or digit")
        }
        return entry.read(pair.value, path + [pair.key], reading)
      }
    }
  }

  /// A mapping with the keys of a table.
  static func section(
    _ what: String, keys: [any SectionKey], make: @escaping @Sendable (Section) -> Value?
  ) -> Shape {
    let properties = Dictionary(keys.map { ($0.name, $0.schema) }) { first, _ in first }
    var schema: JSONValue = ["type": "object", "properties": .object(properties), "additionalProperties": false]
    let required = keys.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema = schema.with(["required": .array(required)]) }
    return Shape(schema: schema) { node, path, reading in
      guard let entries = node.entries else {
        let names = keys.prefix(3).map(\.name).joined(separator: ", ")
        reading.wrong(path, "must be \(what): a mapping with keys such as \(names), not \(node.named)")
        return nil
      }
      return make(Section(entries, path, reading, keys: keys))
    }
  }
}

extension Shape where Value == JSONValue {
  /// Settings that somebody else describes.
  static var settings: Shape<JSONValue> {
    Shape(schema: ["type": "object"]) { node, path, reading in
      if node.entries != nil { return node.json }
      reading.wrong(path, "must be a mapping of settings, not \(node.named)")
      return nil
    }
  }
}
