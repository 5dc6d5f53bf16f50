import Healing
import YAMLDocument

extension Shape where Value == String {
  /// A text that is not empty.
  static func text(_ wanted: String, examples: [String] = []) -> Shape {
    var schema: JSONValue = ["type": "string", "minLength": 1]
    if !examples.isEmpty { schema = schema.with(["examples": .array(examples.map { .string($0) })]) }
    return Shape(schema: schema) { node, path, reading in
      if let text = node.text, !text.isEmpty { return text }
      reading.wrong(path, "must be \(wanted), not \(node.named)", node.inQuotes)
      return nil
    }
  }

  /// A word for a command: numbers and truth values are taken as they are written.
  static var argument: Shape<String> {
    Shape(schema: ["type": ["string", "number", "boolean"]]) { node, path, reading in
      if let scalar = node.scalar, !node.isNull || !scalar.isPlain { return scalar.text }
      reading.wrong(path, "must be a word of a command, not \(node.named)")
      return nil
    }
  }

  /// A path of a URL, for health.
  static var urlPath: Shape<String> {
    Shape(
      schema: ["type": "string", "pattern": "^/[!-~]*$", "examples": ["/healthz"]]
    ) { node, path, reading in
      guard let text = node.text, !text.isEmpty else {
        reading.wrong(path, "must be a path such as /healthz, not \(node.named)")
        return nil
      }
      if text.hasPrefix("/"), text.unicodeScalars.allSatisfy({ ("!"..."~").contains($0) }) { return text }
      let isURL = text.contains("://")
      let advice = isURL ? "write the path only; the address is under listen" : "write /\(text)"
      reading.wrong(path, "must begin with / and hold no space, not \(node.named)", advice)
      return nil
    }
  }
}

extension YAMLNode {
  /// How a number or truth value becomes a text.
  var inQuotes: String? {
    guard let scalar, scalar.isPlain, !isNull, text == nil else { return nil }
    return "put it in quotes: \"\(scalar.text.brief)\""
  }
}
