import Healing
import YAMLDocument

extension Shape where Value == Duration {
  /// A time such as `500ms`, `10s` or `5m`, above zero; a plain number counts seconds.
  static var duration: Shape<Duration> {
    Shape(
      schema: [
        "anyOf": [
          [
            "type": "string",
            "pattern": .string("^[0-9]+(\\.[0-9]+)?(\(DurationText.units.map(\.0).joined(separator: "|")))$"),
          ],
          ["type": "number", "exclusiveMinimum": 0],
        ]
      ]
    ) { node, path, reading in
      guard let scalar = node.scalar, !node.isNull else {
        reading.wrong(path, "must be a duration such as 10s or 5m, not \(node.named)")
        return nil
      }
      switch DurationText.read(scalar) {
      case .duration(let duration): return duration
      case .wrong(let suggestion):
        reading.wrong(path, "must be a duration such as 500ms, 10s, 5m or 24h, not \(node.named)", suggestion)
      case .outOfRange:
        reading.wrong(path, "must be more than 0 and at most \(DurationText.longestDays) days, not \(node.named)")
      }
      return nil
    }
  }
}
