import Healing

extension JSONValue {
  /// The same value in the one form in which equal numbers are equal values: `1.0` becomes `1`.
  var canonical: JSONValue {
    switch self {
    case .number(let value): Int64(exactly: value).map { .integer($0) } ?? self
    case .array(let items): .array(items.map(\.canonical))
    case .object(let members): .object(members.mapValues(\.canonical))
    default: self
    }
  }
}
