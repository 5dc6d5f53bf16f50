import Healing
import Patterns

/// One compiled schema. Others are named by their index in the schema's list, so that a reference costs nothing and a
/// recursive schema is no endless value.
struct Subschema {
  /// A condition that is neither about the members of a mapping nor about the items of a list.
  enum Condition {
    case never
    case kinds([JSONKind])
    case oneOf([JSONValue])
    case equal(JSONValue)
    case minimum(Double), maximum(Double), above(Double), below(Double), multipleOf(Double)
    case minLength(Int), maxLength(Int), pattern(Pattern)
    case all([Int]), any([Int]), exactlyOne([Int]), not(Int)
    case when(Int, then: Int?, otherwise: Int?)
    case reference(Int)
  }

  /// Where it stands in the schema.
  var path: [String]
  var conditions: [Condition] = []
  var members = MemberConditions()
  var items = ItemConditions()
  /// What its strings are, by a word that is not checked.
  var format: String?
  /// Its values are secret and stay out of messages.
  var isSecret = false

  /// Steps that looking at `value` takes, those of other subschemas not counted.
  func cost(of value: JSONValue) -> Int {
    var cost = 1 + choices
    if case .object(let object) = value {
      cost += members.required.count + members.requiredBy.reduce(0) { $0 + 1 + $1.value.count } + members.schemaBy.count
      cost += members.patterns.count * object.count
    }
    return cost
  }

  private var choices: Int {
    conditions.reduce(0) { if case .oneOf(let choices) = $1 { $0 + choices.count } else { $0 } }
  }
}

/// What a schema says of the members of a mapping.
struct MemberConditions {
  var properties: [String: Int] = [:]
  var patterns: [(Pattern, Int)] = []
  var additional: Int?
  var names: Int?
  var required: [String] = []
  var minimum: Int?
  var maximum: Int?
  var requiredBy: [String: [String]] = [:]
  var schemaBy: [String: Int] = [:]
}

/// What a schema says of the items of a list.
struct ItemConditions {
  var first: [Int] = []
  var rest: Int?
  var contained: Int?
  var minimumContained = 1
  var maximumContained: Int?
  var minimum: Int?
  var maximum: Int?
  var areUnique = false
}
