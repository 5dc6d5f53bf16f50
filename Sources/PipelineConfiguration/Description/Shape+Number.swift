import Healing
import YAMLDocument

extension Shape where Value == Int {
  /// An integer within a range.
  static func integer(_ range: ClosedRange<Int>) -> Shape {
    let schema: JSONValue = [
      "type": "integer", "minimum": .integer(Int64(range.lowerBound)), "maximum": .integer(Int64(range.upperBound)),
    ]
    return Shape(schema: schema) { node, path, reading in
      if let value = node.json.integer, range.contains(Int(value)) { return Int(value) }
      let wanted = "must be an integer from \(range.lowerBound) to \(range.upperBound)"
      let isQuoted = node.text.flatMap { Int($0) }.map(range.contains) ?? false
      reading.wrong(path, "\(wanted), not \(node.named)", isQuoted ? "take the quotes away" : nil)
      return nil
    }
  }

  /// The version of the file's form; there is one so far.
  static var version: Shape<Int> {
    Shape(schema: ["const": 1, "examples": [1]]) { node, path, reading in
      if node.json.integer == 1 { return 1 }
      let isNewer = (node.json.integer ?? 0) > 1
      let advice = isNewer ? "this file needs a newer homeostasis" : "write version: 1"
      reading.wrong(path, "must be 1, the only version there is, not \(node.named)", advice)
      return nil
    }
  }
}
