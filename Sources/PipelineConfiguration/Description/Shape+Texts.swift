import Healing
import YAMLDocument

extension Shape where Value == [String] {
  /// A command as a list of words.
  static var command: Shape<[String]> {
    Shape(
      schema: [
        "type": "array", "items": Shape<String>.argument.schema, "minItems": 1,
        "examples": [["python3", "-m", "shop"]],
      ]
    ) { node, path, reading in
      if let text = node.text, !text.isEmpty {
        let words = text.split(separator: " ").joined(separator: ", ")
        let isSimple = !text.contains { "'\"$`\\|&;<>(){}[]*?,:#".contains($0) }
        let advice = isSimple ? "write [\(words)]" : "write a list of words; for a shell: [sh, -c, '...']"
        reading.wrong(path, "must be a list of words, because no shell reads it, not \(node.named)", advice.brief(200))
        return nil
      }
      return Shape<[String]>.list(of: .argument, atLeast: 1).read(node, path, reading)
    }
  }

  /// One text, or a list of them.
  static var texts: Shape<[String]> {
    Shape(
      schema: [
        "anyOf": [
          ["type": "string", "minLength": 1],
          ["type": "array", "items": ["type": "string", "minLength": 1], "minItems": 1],
        ]
      ]
    ) { node, path, reading in
      if node.items != nil { return Shape<[String]>.list(of: .text("a text"), atLeast: 1).read(node, path, reading) }
      return Shape<String>.text("a text or a list of texts").read(node, path, reading).map { [$0] }
    }
  }
}
