import Healing
import YAMLDocument

extension Shape {
  /// One of some words.
  static func choice(_ words: [(String, Value)]) -> Shape {
    let names = words.map(\.0)
    return Shape(schema: ["enum": .array(names.map { .string($0) })]) { node, path, reading in
      if let word = words.first(where: { $0.0 == node.scalar?.text }) { return word.1 }
      let near = node.scalar.flatMap { Suggestion.didYouMean($0.text, among: names) }
      reading.wrong(path, "must be \(names.inWords), not \(node.named)", near)
      return nil
    }
  }

  /// One of the cases of an enumeration.
  static func choice() -> Shape where Value: CaseIterable & RawRepresentable<String> {
    choice(Value.allCases.map { ($0.rawValue, $0) })
  }
}

extension [String] {
  /// `a`, `a or b`, `a, b or c`.
  var inWords: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
