/// A value that is bound to a parameter of a statement.
enum SQLValue {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int64) { self = .integer(value) }
  init(nilLiteral: ()) { self = .null }

  init(_ value: String) { self = .text(value) }
  init(_ value: String?) { self = value.map(SQLValue.text) ?? .null }
  init(_ value: Int) { self = .integer(Int64(value)) }
  init(_ value: Int64) { self = .integer(value) }
  init(_ value: Int64?) { self = value.map(SQLValue.integer) ?? .null }
  init(_ value: Double) { self = .real(value) }
  init(_ value: Bool) { self = .integer(value ? 1 : 0) }
  init(_ value: [UInt8]) { self = .bytes(value) }
}
