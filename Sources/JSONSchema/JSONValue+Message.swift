import Healing

extension JSONValue {
  /// What this value is, for a message: `the string "x"`, `a list of 3`.
  var named: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer, .number: "the number \(brief)"
    case .string: "the string \(brief)"
    case .array(let items): items.isEmpty ? "an empty list" : "a list of \(items.count)"
    case .object(let members): members.isEmpty ? "an empty mapping" : "a mapping of \(members.count)"
    }
  }

  /// A scalar as it would be written, cut to a length that a line of a terminal can hold.
  var brief: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): value.written
    case .string(let text): String(reflecting: text.count > 40 ? text.prefix(39) + "…" : text)
    case .array, .object: named
    }
  }
}

extension Double {
  /// Without the `.0` of a number that has no fraction.
  var written: String {
    if let whole = Int64(exactly: self) { "\(whole)" } else { "\(self)" }
  }
}
