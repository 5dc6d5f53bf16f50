import Healing
import Patterns

extension SchemaCheck {
  mutating func mismatches(
    of value: JSONValue, at path: [String], by condition: Subschema.Condition, isSecret: Bool
  ) -> [Mismatch] {
    switch condition {
    case .all, .any, .exactlyOne, .not, .when, .reference: return combined(value, at: path, by: condition)
    case .never: return [mismatch(path, "false", "nothing may stand here")]
    case .kinds: return []
    case .equal(let wanted):
      return value.canonical == wanted
        ? [] : [mismatch(path, "const", "must be \(wanted.brief)" + but(value, isSecret))]
    case .oneOf(let choices):
      return choices.contains(value.canonical) ? [] : [outside(choices, value, at: path, isSecret)]
    default: break
    }
    return switch value {
    case .string(let text): mismatches(of: text, at: path, by: condition, isSecret)
    case .integer, .number: value.double.map { mismatches(of: $0, at: path, by: condition, isSecret) } ?? []
    default: []
    }
  }

  private func mismatches(
    of number: Double, at path: [String], by condition: Subschema.Condition, _ isSecret: Bool
  ) -> [Mismatch] {
    let (keyword, message): (String, String)
    switch condition {
    case .minimum(let limit) where number < limit: (keyword, message) = ("minimum", "must be \(limit.written) or more")
    case .maximum(let limit) where number > limit: (keyword, message) = ("maximum", "must be \(limit.written) or less")
    case .above(let limit) where number <= limit:
      (keyword, message) = ("exclusiveMinimum", "must be more than \(limit.written)")
    case .below(let limit) where number >= limit:
      (keyword, message) = ("exclusiveMaximum", "must be less than \(limit.written)")
    case .multipleOf(let unit) where !number.isMultiple(of: unit):
      (keyword, message) = ("multipleOf", "must be a multiple of \(unit.written)")
    default: return []
    }
    return [mismatch(path, keyword, message + but(.number(number), isSecret))]
  }

  private func mismatches(
    of text: String, at path: [String], by condition: Subschema.Condition, _ isSecret: Bool
  ) -> [Mismatch] {
    switch condition {
    case .minLength(let limit) where text.unicodeScalars.count < limit:
      let message = limit == 1 ? "must not be empty" : "must have \(limit) characters or more"
      return [mismatch(path, "minLength", message)]
    case .maxLength(let limit) where text.unicodeScalars.count > limit:
      return [mismatch(path, "maxLength", "must have \(limit) characters or less, has \(text.unicodeScalars.count)")]
    case .pattern(let pattern) where !pattern.matches(text):
      return [
        mismatch(path, "pattern", "must match the expression \(pattern.text.prefix(80))" + but(.string(text), isSecret))
      ]
    default: return []
    }
  }

  private func outside(_ choices: [JSONValue], _ value: JSONValue, at path: [String], _ isSecret: Bool) -> Mismatch {
    let shown = choices.prefix(12).map(\.brief).joined(separator: ", ") + (choices.count > 12 ? ", …" : "")
    let near = value.text.flatMap { NearestName.nearest(to: $0, in: choices.compactMap(\.text)) }
    let suggestion = isSecret ? nil : near.map { "did you mean \"\($0)\"?" }
    return mismatch(path, "enum", "must be one of \(shown)" + but(value, isSecret), suggestion)
  }

  private func but(_ value: JSONValue, _ isSecret: Bool) -> String { isSecret ? "" : ", not \(value.brief)" }
}

extension Double {
  fileprivate func isMultiple(of unit: Double) -> Bool {
    let quotient = self / unit
    // 0.3 is three times 0.1 to whoever wrote it, although no double is either.
    return quotient.isFinite && abs(quotient - quotient.rounded()) <= 1e-9 * max(1, abs(quotient))
  }
}
